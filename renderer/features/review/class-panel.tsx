import { Check, Settings2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { LabelClass } from '#core/model/label'
import { runAction } from '../../state/actions'
import { useCommand } from '../../state/use-command'
import { cx } from '../../ui/cx'
import { formatCount } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Keys } from '../../ui/keys-view'
import { ColorSwatch } from '../../ui/swatch'
import styles from './review-panel.module.css'
import type { ReviewDesk } from './review-desk'
import type { ReviewScene } from './review-scene'
import { takeClass, useReviewView } from './review-view'

interface ClassPanelProps {
  readonly scene: ReviewScene
  readonly desk: ReviewDesk
}

/** The project's classes with their keys: which one is in use, which tags and how many labels the photo has. */
export function ClassPanel({ scene, desk }: ClassPanelProps) {
  const chosenId = useReviewView((view) => view.classId)
  const activeId = scene.classes.find(({ id }) => id === chosenId)?.id ?? scene.classes[0]?.id ?? null
  return (
    <section className={styles.section} aria-label="Classes">
      <header>
        <h3>Classes</h3>
        <IconButton label="Classes of the project" icon={<Settings2 size={15} />} onClick={() => runAction('classes.open')} />
      </header>
      {scene.classes.length === 0 && <p className={styles.hint}>Accepting a prediction adds its class. Or add your own:</p>}
      <ul className={styles.classes}>
        {scene.classes.map((known) => (
          <ClassRow key={known.id} known={known} scene={scene} active={known.id === activeId} onChoose={() => desk.chooseClass(known.id)} />
        ))}
      </ul>
      <AddClass />
    </section>
  )
}

interface ClassRowProps {
  readonly known: LabelClass
  readonly scene: ReviewScene
  readonly active: boolean
  readonly onChoose: () => void
}

function ClassRow({ known, scene, active, onChoose }: ClassRowProps) {
  const here = scene.content.labels.filter(({ classId }) => classId === known.id)
  const tagged = here.some(({ geometry }) => geometry.kind === 'tag')
  return (
    <li>
      <button
        type="button"
        className={cx(styles.class, active && styles.active)}
        aria-pressed={active}
        aria-label={`${known.name}${known.key === null ? '' : `, key ${known.key}`}${tagged ? ', tagged' : ''}, ${here.length} in this photo`}
        title={known.name}
        onClick={onChoose}
      >
        <ColorSwatch color={known.color} />
        <span className={styles.name}>{known.name}</span>
        {tagged && <Check size={14} />}
        {here.length > 0 && <span className={styles.count}>{formatCount(here.length)}</span>}
        <Keys keys={known.key === null ? [] : [known.key.toUpperCase()]} />
      </button>
    </li>
  )
}

/** A new class, in use at once. */
function AddClass() {
  const [name, setName] = useState('')
  const { mutate, isPending } = useCommand('class.add')
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (isPending || name.trim() === '') return
    mutate(
      { name },
      {
        onSuccess: ({ id }) => {
          takeClass(id)
          setName('')
        },
      },
    )
  }
  return (
    <form className={styles.add} onSubmit={add}>
      <input
        type="text"
        aria-label="Name of a new class"
        placeholder="Add a class"
        maxLength={200}
        value={name}
        // A disabled field would lose the focus, and with it the next name.
        readOnly={isPending}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </form>
  )
}
