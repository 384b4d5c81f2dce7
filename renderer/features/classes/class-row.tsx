import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { LabelClass } from '#core/model/label'
import { useCommand } from '../../state/use-command'
import { formatCount } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import styles from './classes-dialog.module.css'
import { reservedKey } from './reserved-key'

interface ClassRowProps {
  readonly known: LabelClass
  readonly others: readonly LabelClass[]
  readonly place: 'first' | 'middle' | 'last' | 'only'
  readonly onMove: (step: 1 | -1) => void
  readonly onMerge: (into: LabelClass) => void
  readonly onRemove: () => void
}

/** One class; changes are kept when a field is left or Enter is pressed. */
export function ClassRow({ known, others, place, onMove, onMerge, onRemove }: ClassRowProps) {
  const { mutate, error } = useCommand('class.update')
  const [keyProblem, setKeyProblem] = useState<string | null>(null)

  const setKey = (text: string): void => {
    const key = text.trim().toLowerCase()
    const taken = key === '' ? null : reservedKey(key)
    setKeyProblem(taken === null ? null : `"${key.toUpperCase()}" is the key of "${taken}".`)
    if (taken === null && key !== (known.key ?? '')) mutate({ classId: known.id, key: key === '' ? null : key })
  }

  return (
    <>
      <tr>
        <td>
          <input type="color" className={styles.color} aria-label={`Colour of ${known.name}`} value={known.color} onChange={(event) => mutate({ classId: known.id, color: event.currentTarget.value })} />
        </td>
        <td>
          <KeptField label={`Name of ${known.name}`} value={known.name} maxLength={200} onKeep={(name) => name.trim() !== '' && mutate({ classId: known.id, name })} />
        </td>
        <td>
          <KeptField label={`Key of ${known.name}`} value={known.key?.toUpperCase() ?? ''} maxLength={1} className={styles.key} onKeep={setKey} />
        </td>
        <td className={styles.number}>{formatCount(known.labels)}</td>
        <td className={styles.number}>{formatCount(known.photos)}</td>
        <td className={styles.actions}>
          <IconButton label={`Move ${known.name} up`} icon={<ArrowUp size={15} />} disabled={place === 'first' || place === 'only'} onClick={() => onMove(-1)} />
          <IconButton label={`Move ${known.name} down`} icon={<ArrowDown size={15} />} disabled={place === 'last' || place === 'only'} onClick={() => onMove(1)} />
          <MergeMenu known={known} others={others} onMerge={onMerge} />
          <IconButton label={`Remove ${known.name}`} icon={<Trash2 size={15} />} onClick={onRemove} />
        </td>
      </tr>
      {(keyProblem ?? error?.message ?? null) !== null && (
        <tr>
          <td colSpan={6}>
            <p role="alert" className={styles.problem}>
              {keyProblem ?? error?.message}
            </p>
          </td>
        </tr>
      )}
    </>
  )
}

/** A native choice: menus of the page cannot lie over a dialog. */
function MergeMenu({ known, others, onMerge }: Pick<ClassRowProps, 'known' | 'others' | 'onMerge'>) {
  return (
    <select
      className={styles.merge}
      aria-label={`Merge ${known.name} into`}
      title="Merge into another class"
      disabled={others.length === 0}
      value=""
      onChange={(event) => {
        const into = others.find(({ id }) => String(id) === event.currentTarget.value)
        if (into !== undefined) onMerge(into)
      }}
    >
      <option value="">Merge into…</option>
      {others.map((other) => (
        <option key={other.id} value={other.id}>
          {other.name}
        </option>
      ))}
    </select>
  )
}

interface KeptFieldProps {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly className?: string | undefined
  readonly onKeep: (value: string) => void
}

/** A text field whose text counts once it is left or Enter is pressed; Escape brings back what was. */
function KeptField({ label, value, maxLength, className, onKeep }: KeptFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const keep = (): void => {
    if (text !== null && text !== value) onKeep(text)
    setText(null)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') keep()
    if (event.key !== 'Escape' || text === null) return
    event.preventDefault()
    event.stopPropagation()
    setText(null)
  }
  return (
    <input
      type="text"
      className={className ?? styles.field}
      aria-label={label}
      maxLength={maxLength}
      value={text ?? value}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  )
}
