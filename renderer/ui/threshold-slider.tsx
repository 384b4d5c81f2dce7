import { formatScore } from './format'
import { RangeSlider } from './range-slider'
import styles from './threshold-slider.module.css'

interface ThresholdSliderProps {
  /** 0..1 */
  readonly value: number
  /** Bar heights 0..1 from score 0 to 1; empty shows no histogram. */
  readonly heights: readonly number[]
  readonly onChange: (value: number) => void
}

const barWidth = 4
const barRoom = 18

/** Hides findings below a score; the bars show how many a move will add or take away. */
export function ThresholdSlider({ value, heights, onChange }: ThresholdSliderProps) {
  return (
    <div className={styles.threshold}>
      <span className={styles.label}>Threshold</span>
      <div className={styles.scale}>
        {heights.length > 0 && (
          <svg viewBox={`0 0 ${heights.length * barWidth} ${barRoom}`} preserveAspectRatio="none" aria-hidden className={styles.bars}>
            {heights.map((height, bin) => (
              <rect
                key={bin}
                x={bin * barWidth}
                y={barRoom - height * barRoom}
                width={barWidth - 1}
                height={height * barRoom}
                className={(bin + 1) / heights.length > value ? styles.kept : styles.cut}
              />
            ))}
          </svg>
        )}
        <RangeSlider
          label="Threshold"
          value={value}
          least={0}
          most={1}
          step={0.01}
          valueText={`scores from ${formatScore(value)}`}
          onChange={onChange}
          className={styles.slider}
        />
      </div>
      <output className={styles.value}>{formatScore(value)}</output>
    </div>
  )
}
