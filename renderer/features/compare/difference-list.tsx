import { formatCount, formatPercent, formatScore } from '../../ui/format'
import { cx } from '../../ui/cx'
import styles from './compare-page.module.css'
import type { ComparedObject, Difference } from './differences'

interface DifferenceListProps {
  readonly found: readonly Difference[]
  readonly titles: { readonly left: string; readonly right: string }
  readonly selectedKey: string | null
  readonly onSelect: (key: string | null) => void
}

function named({ kind, name, score }: ComparedObject): string {
  if (score === null) return name
  return `${name} ${kind === 'area' ? formatPercent(score) : formatScore(score)}`
}

/** A line of the list; both objects are known by the key of the first. */
export function keyOfDifference({ left, right }: Difference): string {
  return left?.key ?? right?.key ?? ''
}

/** The differences of one photo, and below them what both say. */
export function DifferenceList({ found, titles, selectedKey, onSelect }: DifferenceListProps) {
  const same = found.filter(({ kind }) => kind === 'same')
  const different = found.filter(({ kind }) => kind !== 'same')
  const groups = [
    { title: 'Different', members: different, empty: 'Both say the same.' },
    { title: 'The same', members: same, empty: 'Nothing.' },
  ] as const
  return (
    <aside className={styles.list} aria-label="Differences">
      {groups.map(({ title, members, empty }) => (
        <section key={title} aria-label={title}>
          <h3>
            {title} <span>{formatCount(members.length)}</span>
          </h3>
          {members.length === 0 && <p>{empty}</p>}
          <ul>
            {members.map((difference) => {
              const key = keyOfDifference(difference)
              return (
                <li key={key}>
                  <button type="button" className={cx(styles.line, key === selectedKey && styles.chosen)} aria-pressed={key === selectedKey} onClick={() => onSelect(key === selectedKey ? null : key)}>
                    <Line difference={difference} titles={titles} />
                  </button>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </aside>
  )
}

function Line({ difference: { kind, left, right }, titles }: { readonly difference: Difference; readonly titles: DifferenceListProps['titles'] }) {
  if (left === null || right === null) {
    const object = left ?? right
    return (
      <>
        <strong>{object === null ? '' : named(object)}</strong>
        <span>{`only ${left === null ? titles.right : titles.left}`}</span>
      </>
    )
  }
  if (kind === 'same') return <strong>{left.score === null ? named(right) : named(left)}</strong>
  return (
    <>
      <strong>{`${named(left)} / ${named(right)}`}</strong>
      <span>{kind === 'class' ? 'one object, two classes' : 'another area'}</span>
    </>
  )
}
