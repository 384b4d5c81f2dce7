import { Keys } from '../../ui/keys-view'
import { keyHints } from './key-hints'
import { selectedObject, type ReviewScene } from './review-scene'
import styles from './review-page.module.css'
import { useReviewView } from './review-view'

/** The keys of the moment below the photo, and what was just done. */
export function KeyHintsBar({ scene }: { readonly scene: ReviewScene }) {
  const tool = useReviewView((view) => view.tool)
  const selectedKey = useReviewView((view) => view.selectedKey)
  const said = useReviewView((view) => view.said)
  return (
    <div className={styles.hints}>
      <ul aria-label="Keys">
        {keyHints(tool, selectedObject(scene, selectedKey), scene.ghosts.length).map(({ keys, text }) => (
          <li key={text}>
            <Keys keys={keys} />
            {text}
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </div>
  )
}
