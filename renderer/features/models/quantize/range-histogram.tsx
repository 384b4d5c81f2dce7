import type { CodesReport } from '#core/quantize/report/layer-report'
import styles from './quantize.module.css'
import { histogramBars } from './histogram-bars'

/** The values calibration saw; those beyond the range of the codes stand out. Heights are logarithmic, since most values are near zero. */
export function RangeHistogram({ codes }: { readonly codes: CodesReport }) {
  const bars = histogramBars(codes)
  return (
    <svg className={styles.histogram} viewBox={`0 0 ${bars.length} 20`} preserveAspectRatio="none" aria-hidden>
      {bars.map(({ height, isInside }, at) => (
        <rect key={at} x={at} y={20 - 20 * height} width={0.9} height={20 * height} className={isInside ? undefined : styles.outside} />
      ))}
    </svg>
  )
}
