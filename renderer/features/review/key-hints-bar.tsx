import { keyOf } from '../../state/key-map'
import { keyLabels } from '../../state/keys'
import { usesCommandKey } from '../../state/shell'
import { Keys } from '../../ui/keys-view'
import { keyHints, type KeyHint } from './key-hints'
import { selectedObject, type ReviewScene } from './review-scene'
import styles from './review-page.module.css'
import { useReviewView } from './review-view'

/** The keys of the moment below the photo, and what was just done. */
export function KeyHintsBar({ scene }: { readonly scene: ReviewScene }) {
  const tool = useReviewView((view) => view.tool)
  const selectedKey = useReviewView((view) => view.selectedKey)
  const corner = useReviewView((view) => view.corner)
  const said = useReviewView((view) => view.said)
  return (
    <div className={styles.hints}>
      <ul aria-label="Keys">
        {keyHints({ tool, selected: selectedObject(scene, selectedKey), corner, openPredictions: scene.ghosts.length }).map((hint) => (
          <li key={hint.text}>
            <Keys keys={printedKeys(hint)} />
            {hint.text}
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </div>
  )
}

function printedKeys({ keys, actions }: KeyHint): readonly string[] {
  return [...keys, ...actions.flatMap((id) => keyLabels(keyOf(id) ?? '', usesCommandKey()))]
}
