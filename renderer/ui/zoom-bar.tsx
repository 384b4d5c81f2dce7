import { Maximize, Minus, Plus } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from './icon-button'
import styles from './photo-stage.module.css'

/** What a button does and the keys that do the same. */
export interface BarAction {
  readonly keys: readonly string[]
  run(): void
}

interface ZoomBarProps {
  readonly label: string
  /** Shows the zoom; written past React, because it changes with every move of the wheel. */
  readonly percentRef: RefObject<HTMLOutputElement | null>
  readonly zoomOut: BarAction
  readonly zoomIn: BarAction
  readonly fit: BarAction
  /** Stands before the others. */
  readonly children?: ReactNode
}

/** The zoom of a photo and its buttons, over the photo. */
export function ZoomBar({ label, percentRef, zoomOut, zoomIn, fit, children }: ZoomBarProps) {
  return (
    <div className={styles.zoom} role="toolbar" aria-label={label}>
      {children}
      <IconButton label="Zoom out" keys={zoomOut.keys} icon={<Minus size={15} />} side="top" onClick={zoomOut.run} />
      <output ref={percentRef} className={styles.percent} aria-label="Zoom" />
      <IconButton label="Zoom in" keys={zoomIn.keys} icon={<Plus size={15} />} side="top" onClick={zoomIn.run} />
      <IconButton label="Fit the photo" keys={fit.keys} icon={<Maximize size={15} />} side="top" onClick={fit.run} />
    </div>
  )
}
