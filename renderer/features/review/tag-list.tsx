import stageStyles from '../../ui/photo-stage.module.css'
import { ColorSwatch } from '../../ui/swatch'
import type { ReviewScene } from './review-scene'

/** The tags that people gave the photo, at the top left corner of the stage. */
export function TagList({ scene }: { readonly scene: ReviewScene }) {
  const tags = scene.labels.filter(({ geometry }) => geometry.kind === 'tag')
  if (tags.length === 0) return null
  return (
    <ul className={stageStyles.tags} aria-label="Tags">
      {tags.map(({ id, classId }) => (
        <li key={id}>
          <ColorSwatch color={scene.classById.get(classId)?.color ?? '#ffffff'} />
          {scene.classById.get(classId)?.name}
        </li>
      ))}
    </ul>
  )
}
