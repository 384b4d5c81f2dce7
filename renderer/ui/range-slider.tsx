import { cx } from './cx'
import styles from './range-slider.module.css'

interface RangeSliderProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly step: number
  /** The value in words for screen readers. */
  readonly valueText: string
  readonly onChange: (value: number) => void
  readonly className?: string | undefined
}

export function RangeSlider({ label, value, least, most, step, valueText, onChange, className }: RangeSliderProps) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      className={cx(styles.slider, className)}
      min={least}
      max={most}
      step={step}
      value={value}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  )
}
