import { classColor } from './class-color'
import styles from './swatch.module.css'

interface SwatchProps {
  /** Class name, which decides the colour. */
  readonly name: string
}

/** The colour that a model's class has by its name, always beside that name. */
export function Swatch({ name }: SwatchProps) {
  return <ColorSwatch color={classColor(name)} />
}

/** A colour, '#rrggbb', always beside the name it stands for. */
export function ColorSwatch({ color }: { readonly color: string }) {
  return (
    <svg viewBox="0 0 10 10" width={10} height={10} aria-hidden className={styles.swatch}>
      <rect x={0.5} y={0.5} width={9} height={9} rx={2} fill={color} />
    </svg>
  )
}
