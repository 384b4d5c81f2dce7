import styles from './keys-view.module.css'

interface KeysProps {
  /** As printed on the keys, in the order they are held. */
  readonly keys: readonly string[]
}

/** A key or key combination; nothing when there is none. */
export function Keys({ keys }: KeysProps) {
  if (keys.length === 0) return null
  return (
    <span className={styles.keys}>
      {keys.map((key, at) => (
        <kbd key={`${at} ${key}`}>{key}</kbd>
      ))}
    </span>
  )
}
