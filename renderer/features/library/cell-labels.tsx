import type { PhotoCard } from '#core/contract/photos'
import type { LabelSummary } from '#core/model/label'
import { useDisplay } from '../../state/display'
import { useClasses } from '../../state/label-queries'
import { ColorSwatch } from '../../ui/swatch'
import styles from './photo-cell.module.css'

const plain = '#ffffff'

/** What people said of the photo in one cell: outlines with solid lines, and the tags. */
export function CellLabels({ card }: { readonly card: PhotoCard }) {
  const { byId } = useClasses()
  const showBoxes = useDisplay((display) => display.showBoxes)
  const showTags = useDisplay((display) => display.showTags)
  const { photo, labels } = card
  if (labels.length === 0) return null
  const tags = labels.filter(({ geometry }) => geometry.kind === 'tag').map(({ classId }) => byId.get(classId))
  return (
    <>
      {showBoxes && (
        <svg viewBox={`0 0 ${photo.width} ${photo.height}`} preserveAspectRatio="xMidYMid meet" className={styles.boxes} aria-hidden>
          {labels.map((label) => (
            <Outline key={label.id} label={label} color={byId.get(label.classId)?.color ?? plain} />
          ))}
        </svg>
      )}
      {showTags && tags.length > 0 && (
        <span className={styles.said}>
          <ColorSwatch color={tags[0]?.color ?? plain} />
          <span className={styles.tagName}>{tags.map((tag) => tag?.name ?? '').join(', ')}</span>
        </span>
      )}
    </>
  )
}

function Outline({ label: { geometry }, color }: { readonly label: LabelSummary; readonly color: string }) {
  if (geometry.kind === 'box') {
    const { x, y, width, height } = geometry
    return (
      <>
        <rect x={x} y={y} width={width} height={height} className={styles.halo} />
        <rect x={x} y={y} width={width} height={height} className={styles.solid} stroke={color} />
      </>
    )
  }
  if (geometry.kind !== 'polygon') return null
  return geometry.rings.map(({ points }) => (
    <g key={points.join()}>
      <polygon points={points.join(' ')} className={styles.halo} />
      <polygon points={points.join(' ')} className={styles.solid} stroke={color} />
    </g>
  ))
}
