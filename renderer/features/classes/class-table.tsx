import { useState, type FormEvent } from 'react'
import type { LabelClass } from '#core/model/label'
import { useClasses } from '../../state/label-queries'
import { notify } from '../../state/notices'
import { useCommand } from '../../state/use-command'
import { Button } from '../../ui/button'
import { Confirm } from '../../ui/confirm'
import { formatAmount } from '../../ui/format'
import { ClassRow } from './class-row'
import styles from './classes-dialog.module.css'
import { movedClass } from './moved-class'

/** Something that changes labels and is asked for first. */
type Question = { readonly kind: 'merge'; readonly from: LabelClass; readonly into: LabelClass } | { readonly kind: 'remove'; readonly from: LabelClass }

function changes({ labels, photos }: Pick<LabelClass, 'labels' | 'photos'>): string {
  return `${formatAmount(labels, 'label')} in ${formatAmount(photos, 'photo')}`
}

/** Names, colours, keys and order of the classes. */
export function ClassTable() {
  const { classes } = useClasses()
  const reorder = useCommand('class.reorder')
  const merge = useCommand('class.merge')
  const remove = useCommand('class.remove')
  const [question, setQuestion] = useState<Question | null>(null)

  const answer = ({ kind, from, ...rest }: Question): void => {
    if (kind === 'merge' && 'into' in rest) {
      merge.mutate({ from: from.id, into: rest.into.id }, { onSuccess: (counts) => notify(`${changes(counts)} are "${rest.into.name}" now.`) })
    } else remove.mutate({ classId: from.id }, { onSuccess: (counts) => notify(`Removed "${from.name}" with ${changes(counts)}.`) })
  }

  return (
    <>
      {classes.length === 0 && <p className={styles.hint}>No classes yet. Accepting a prediction adds its class; or add your own here.</p>}
      {classes.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Colour</th>
              <th scope="col">Name</th>
              <th scope="col">Key</th>
              <th scope="col" className={styles.number}>
                Labels
              </th>
              <th scope="col" className={styles.number}>
                Photos
              </th>
              <th scope="col">
                <span className={styles.unseen}>Order, merge, remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((known, at) => (
              <ClassRow
                key={known.id}
                known={known}
                others={classes.filter(({ id }) => id !== known.id)}
                place={at === 0 ? (classes.length === 1 ? 'only' : 'first') : at === classes.length - 1 ? 'last' : 'middle'}
                onMove={(step) => reorder.mutate({ classIds: movedClass(classes.map(({ id }) => id), at, step) })}
                onMerge={(into) => setQuestion({ kind: 'merge', from: known, into })}
                onRemove={() => (known.labels === 0 ? remove.mutate({ classId: known.id }) : setQuestion({ kind: 'remove', from: known }))}
              />
            ))}
          </tbody>
        </table>
      )}
      <AddClass />
      {question !== null && (
        <Confirm
          title={question.kind === 'merge' ? `Merge "${question.from.name}" into "${question.into.name}"?` : `Remove "${question.from.name}"?`}
          action={question.kind === 'merge' ? 'Merge' : 'Remove'}
          onClose={() => setQuestion(null)}
          onConfirm={() => answer(question)}
        >
          {question.kind === 'merge'
            ? `${changes(question.from)} become "${question.into.name}". "Undo a step over many photos" takes it back.`
            : `${changes(question.from)} are removed with it. "Undo a step over many photos" takes it back.`}
        </Confirm>
      )}
    </>
  )
}

function AddClass() {
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useCommand('class.add')
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') mutate({ name }, { onSuccess: () => setName('') })
  }
  return (
    <form className={styles.add} onSubmit={add}>
      <input type="text" className={styles.field} aria-label="Name of a new class" placeholder="Name of a new class" maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" disabled={isPending || name.trim() === ''}>
        Add class
      </Button>
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {error.message}
        </p>
      )}
    </form>
  )
}
