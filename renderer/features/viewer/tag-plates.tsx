import { Check } from 'lucide-react'
import type { LabelSummary } from '#core/model/label'
import type { Finding } from '../../canvas/scene'
import { visibleFindings } from '../../canvas/scene'
import { useDisplay } from '../../state/display'
import { useClasses } from '../../state/label-queries'
import { useClassView } from '../../state/viewer-view'
import { formatScore } from '../../ui/format'
import stageStyles from '../../ui/photo-stage.module.css'
import { ColorSwatch, Swatch } from '../../ui/swatch'

const mostShown = 3

interface TagPlatesProps {
  readonly findings: readonly Finding[]
  readonly labels: readonly LabelSummary[]
}

/** What people say the photo shows, then what models think, at the top left corner of the stage. */
export function TagPlates({ findings, labels }: TagPlatesProps) {
  const showTags = useDisplay((display) => display.showTags)
  const threshold = useDisplay((display) => display.threshold)
  const view = useClassView()
  const tags = visibleFindings(findings, { ...view, threshold }).filter(({ kind }) => kind === 'tag')
  const { byId } = useClasses()
  const said = labels.filter(({ geometry }) => geometry.kind === 'tag')
  if (!showTags || tags.length + said.length === 0) return null
  return (
    <ul className={stageStyles.tags} aria-label="Tags">
      {said.map(({ id, classId }) => (
        <li key={id}>
          <ColorSwatch color={byId.get(classId)?.color ?? '#ffffff'} />
          {byId.get(classId)?.name}
          <Check size={13} aria-label="by a person" />
        </li>
      ))}
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
