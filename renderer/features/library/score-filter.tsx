import { changeFilter, useLibraryView } from '../../state/library-view'
import { formatScore } from '../../ui/format'
import { RangeSlider } from '../../ui/range-slider'
import styles from './filter-bar.module.css'
import { FilterChip } from './filter-chip'

function describe(least: number | undefined, most: number | undefined): string | null {
  if (least !== undefined && most !== undefined) return `Score ${formatScore(least)} – ${formatScore(most)}`
  if (least !== undefined) return `Score ≥ ${formatScore(least)}`
  return most === undefined ? null : `Score ≤ ${formatScore(most)}`
}

/** Restricts to photos with a finding whose score lies in a range. */
export function ScoreFilter() {
  const least = useLibraryView((view) => view.filter.scoreAtLeast)
  const most = useLibraryView((view) => view.filter.scoreAtMost)
  return (
    <FilterChip label="Score" value={describe(least, most)} onClear={() => changeFilter({ scoreAtLeast: undefined, scoreAtMost: undefined })}>
      <div className={styles.scores}>
        <ScoreEnd
          label="At least"
          value={least ?? 0}
          onChange={(value) => changeFilter({ scoreAtLeast: value === 0 ? undefined : value, ...(most !== undefined && most < value ? { scoreAtMost: value } : {}) })}
        />
        <ScoreEnd
          label="At most"
          value={most ?? 1}
          onChange={(value) => changeFilter({ scoreAtMost: value === 1 ? undefined : value, ...(least !== undefined && least > value ? { scoreAtLeast: value } : {}) })}
        />
      </div>
    </FilterChip>
  )
}

interface ScoreEndProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

function ScoreEnd({ label, value, onChange }: ScoreEndProps) {
  return (
    <div className={styles.scoreEnd}>
      <span>{label}</span>
      <RangeSlider label={`Score ${label.toLowerCase()}`} value={value} least={0} most={1} step={0.05} valueText={formatScore(value)} onChange={onChange} />
      <output>{formatScore(value)}</output>
    </div>
  )
}
