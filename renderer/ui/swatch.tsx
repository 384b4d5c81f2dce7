import { classColor } from './class-color'
import styles from './swatch.module.css'

interface SwatchProps {
  /** Class name, which decides the colour. */
  readonly name: string
}

/** The colour of a class, always beside its name. */
export function Swatch({ name }: SwatchProps) {
  return (
    <svg viewBox="0 0 10 10" width={10} height={10} aria-hidden className={styles.swatch}>
      <rect x={0.5} y={0.5} width={9} height={9} rx={2} fill={classColor(name)} />
    </svg>
  )
}
