import { create } from 'zustand'
import type { ClassId, LabelId } from '#core/model/label'
import type { Corner } from '../../canvas/shapes/polygon-shape'
import type { ToolId } from '../../canvas/tools/tool'

/** Whether strokes of a class go on with the mask it has in the photo, or start another object when none is selected. */
export type MaskScope = 'class' | 'instance'

interface ReviewView {
  readonly tool: ToolId
  /** A label (see labelKey) or a prediction. */
  readonly selectedKey: string | null
  readonly hoveredKey: string | null
  /** The point of the selected polygon that the keyboard works on. */
  readonly corner: Corner | null
  /** The class of new labels; null is the first one. */
  readonly classId: ClassId | null
  readonly hiddenIds: ReadonlySet<LabelId>
  readonly ghostsShown: boolean
  /** In photo pixels. */
  readonly brushRadiusPx: number
  readonly maskScope: MaskScope
  /** For viewing only: 1 is as it is. */
  readonly brightness: number
  readonly contrast: number
  /** What was just done, in words, for the line at the bottom and for screen readers. */
  readonly said: string
}

/** How Review looks at the photo; nothing of it is kept in the project. */
export const useReviewView = create<ReviewView>()(() => ({
  tool: 'select',
  selectedKey: null,
  hoveredKey: null,
  corner: null,
  classId: null,
  hiddenIds: new Set(),
  ghostsShown: true,
  brushRadiusPx: 12,
  maskScope: 'instance',
  brightness: 1,
  contrast: 1,
  said: '',
}))

const brushLimitsPx = { least: 0.5, most: 400 } as const
const brushStep = 1.25

export function chooseTool(tool: ToolId): void {
  useReviewView.setState({ tool })
}

export function selectObject(selectedKey: string | null): void {
  useReviewView.setState({ selectedKey, corner: null })
}

export function chooseCorner(corner: Corner | null): void {
  useReviewView.setState({ corner })
}

export function hoverObject(hoveredKey: string | null): void {
  if (useReviewView.getState().hoveredKey !== hoveredKey) useReviewView.setState({ hoveredKey })
}

export function takeClass(classId: ClassId): void {
  useReviewView.setState({ classId })
}

export function say(said: string): void {
  useReviewView.setState({ said })
}

export function setBrushRadius(radiusPx: number): void {
  const rounded = radiusPx < 4 ? Math.round(radiusPx * 2) / 2 : Math.round(radiusPx)
  useReviewView.setState({ brushRadiusPx: Math.min(brushLimitsPx.most, Math.max(brushLimitsPx.least, rounded)) })
}

/** The next size of the brush, always another one. */
export function stepBrush(direction: 1 | -1): void {
  const { brushRadiusPx } = useReviewView.getState()
  const scaled = direction === 1 ? Math.max(brushRadiusPx * brushStep, brushRadiusPx + 0.5) : Math.min(brushRadiusPx / brushStep, brushRadiusPx - 0.5)
  setBrushRadius(scaled)
}

export function toggleHiddenLabel(id: LabelId): void {
  useReviewView.setState(({ hiddenIds }) => {
    const next = new Set(hiddenIds)
    if (!next.delete(id)) next.add(id)
    return { hiddenIds: next }
  })
}

/** Another photo: what pointed at things of the last one is over. */
export function forgetObjects(): void {
  useReviewView.setState({ selectedKey: null, hoveredKey: null, corner: null, hiddenIds: new Set() })
}
