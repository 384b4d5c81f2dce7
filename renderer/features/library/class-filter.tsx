import { useState } from 'react'
import { useDisplay } from '../../state/display'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { formatCount } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import styles from './filter-bar.module.css'
import { FilterChip } from './filter-chip'
import { useLabelCounts } from './queries'

const mostShown = 200

/** Restricts to photos in which one of the chosen classes was found. */
export function ClassFilter() {
  const filter = useLibraryView((view) => view.filter)
  const chosen = filter.labels ?? []
  return (
    <FilterChip
      label="Class"
      value={chosen.length === 0 ? null : chosen.length <= 2 ? chosen.join(', ') : `${chosen.length} classes`}
      onClear={() => changeFilter({ labels: undefined })}
    >
      <ClassChoice chosen={chosen} modelId={filter.modelId} scoreAtLeast={filter.scoreAtLeast} />
    </FilterChip>
  )
}

interface ClassChoiceProps {
  readonly chosen: readonly string[]
  readonly modelId: string | undefined
  readonly scoreAtLeast: number | undefined
}

function ClassChoice({ chosen, modelId, scoreAtLeast }: ClassChoiceProps) {
  const threshold = useDisplay((display) => display.threshold)
  const labels = useLabelCounts(modelId, scoreAtLeast ?? threshold)
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const found = labels.filter(({ name }) => name.toLowerCase().includes(words))
  const toggle = (name: string): void =>
    changeFilter({
      labels: chosen.includes(name) ? chosen.filter((known) => known !== name) : [...chosen, name],
      scoreAtLeast: scoreAtLeast ?? threshold,
    })
  return (
    <div className={styles.classes}>
      <input
        type="text"
        className={styles.field}
        aria-label="Find a class"
        placeholder="Find a class"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found[0]
          if (event.key === 'Enter' && first !== undefined) toggle(first.name)
        }}
      />
      {found.length === 0 ? (
        <p className={styles.hint}>{labels.length === 0 ? 'No class was found yet. Annotate photos first.' : 'No class of that name.'}</p>
      ) : (
        <ul className={styles.options} aria-label="Classes">
          {found.slice(0, mostShown).map(({ name, count }) => (
            <li key={name}>
              <label className={styles.option}>
                <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} aria-label={name} />
                <Swatch name={name} />
                <span className={styles.optionName}>{name}</span>
                <span className={styles.optionCount}>{formatCount(count)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
