import { Brush, Eraser, MousePointer2, PaintBucket, Pentagon, Shapes, Square, type LucideIcon } from 'lucide-react'
import type { ToolId } from '../../canvas/tools/tool'
import { keyOf } from '../../state/key-map'
import { useAction } from '../../state/actions'
import { keyLabels } from '../../state/keys'
import { formatMeasured } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { RangeSlider } from '../../ui/range-slider'
import { Segmented } from '../../ui/segmented'
import styles from './review-page.module.css'
import { chooseTool, setBrushRadius, useReviewView, type MaskScope } from './review-view'

interface ToolEntry {
  readonly id: ToolId
  readonly action: `tool.${ToolId}`
  readonly label: string
  readonly icon: LucideIcon
}

const tools: readonly ToolEntry[] = [
  { id: 'select', action: 'tool.select', label: 'Select', icon: MousePointer2 },
  { id: 'box', action: 'tool.box', label: 'Box', icon: Square },
  { id: 'polygon', action: 'tool.polygon', label: 'Polygon', icon: Pentagon },
  { id: 'brush', action: 'tool.brush', label: 'Brush', icon: Brush },
  { id: 'eraser', action: 'tool.eraser', label: 'Eraser', icon: Eraser },
  { id: 'polygon-fill', action: 'tool.polygon-fill', label: 'Fill polygon', icon: Shapes },
  { id: 'flood', action: 'tool.flood', label: 'Take segment', icon: PaintBucket },
]

/** The tools at the left of the photo. */
export function ToolStrip() {
  const tool = useReviewView((view) => view.tool)
  return (
    <div className={styles.tools} role="toolbar" aria-label="Tools" aria-orientation="vertical">
      {tools.map((entry) => (
        <ToolButton key={entry.id} entry={entry} current={entry.id === tool} />
      ))}
    </div>
  )
}

function ToolButton({ entry, current }: { readonly entry: ToolEntry; readonly current: boolean }) {
  useAction(entry.action, () => chooseTool(entry.id))
  const Icon = entry.icon
  return (
    <IconButton
      label={entry.label}
      keys={keyLabels(keyOf(entry.action) ?? '', false)}
      icon={<Icon size={17} />}
      side="right"
      aria-pressed={current}
      onClick={() => chooseTool(entry.id)}
    />
  )
}

const maskTools: ReadonlySet<ToolId> = new Set(['brush', 'eraser', 'polygon-fill', 'flood'])
const scopes: readonly { readonly value: MaskScope; readonly label: string }[] = [
  { value: 'instance', label: 'Each object' },
  { value: 'class', label: 'Whole class' },
]

/** What the tool in hand can be set to. */
export function ToolOptions() {
  const tool = useReviewView((view) => view.tool)
  const radiusPx = useReviewView((view) => view.brushRadiusPx)
  const maskScope = useReviewView((view) => view.maskScope)
  if (!maskTools.has(tool)) return null
  return (
    <div className={styles.options} role="group" aria-label="Tool settings">
      <Segmented label="A mask is for" value={maskScope} options={scopes} onChange={(value) => useReviewView.setState({ maskScope: value })} />
      {(tool === 'brush' || tool === 'eraser') && (
        <>
          <span>Size</span>
          <RangeSlider
            label="Size of the brush"
            value={Math.log2(radiusPx * 2)}
            least={0}
            most={9.6}
            step={0.1}
            valueText={`${formatMeasured(radiusPx * 2)} pixels`}
            onChange={(value) => setBrushRadius(2 ** value / 2)}
          />
          <output>{`${Math.round(radiusPx * 2)} px`}</output>
        </>
      )}
    </div>
  )
}
