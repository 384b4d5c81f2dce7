import type { Finding } from '../../canvas/scene'
import { visibleFindings } from '../../canvas/scene'
import { useDisplay } from '../../state/display'
import { useClassView } from '../../state/viewer-view'
import { formatScore } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import styles from './photo-stage.module.css'

const mostShown = 3

/** The best classes of the whole photo, at the top left corner of the stage. */
export function TagPlates({ findings }: { readonly findings: readonly Finding[] }) {
  const showTags = useDisplay((display) => display.showTags)
  const threshold = useDisplay((display) => display.threshold)
  const view = useClassView()
  const tags = visibleFindings(findings, { ...view, threshold }).filter(({ kind }) => kind === 'tag')
  if (!showTags || tags.length === 0) return null
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.slice(0, mostShown).map((tag) => (
        <li key={tag.key}>
          <Swatch name={tag.name} />
          {tag.name}
          <span>{formatScore(tag.score)}</span>
        </li>
      ))}
    </ul>
  )
}
