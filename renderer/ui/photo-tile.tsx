import { ImageOff } from 'lucide-react'
import { fileName } from './format'
import styles from './photo-tile.module.css'

interface PhotoTileProps {
  /** Path of the photo, shown by its last part. */
  readonly name: string
  /** Address of the small picture, null when there is none. */
  readonly source: string | null
  /** What a press does, a verb. */
  readonly action: string
  readonly onOpen: () => void
}

/** A small picture with the name of its photo, as a button. */
export function PhotoTile({ name, source, action, onOpen }: PhotoTileProps) {
  return (
    <button type="button" className={styles.tile} title={name} aria-label={`${action} ${name}`} onClick={onOpen}>
      {source === null ? <ImageOff size={18} /> : <img src={source} alt="" decoding="async" draggable={false} />}
      <span>{fileName(name)}</span>
    </button>
  )
}
