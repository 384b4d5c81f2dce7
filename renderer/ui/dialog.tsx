import { X } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { cx } from './cx'
import styles from './dialog.module.css'
import iconButton from './icon-button.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly width?: 'narrow' | 'normal' | 'wide'
  /** Buttons, the one that goes on last. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/**
 * A dialog on the platform's own <dialog>: it traps the focus, closes on Escape, makes the rest inert and gives the focus
 * back, without the style elements that the content policy refuses.
 */
export function Dialog({ title, onClose, width = 'normal', footer, children }: DialogProps) {
  const ref = useDialog()
  const frame = useRef<HTMLDivElement>(null)
  const titleId = useId()
  useEffect(() => {
    // Nothing inside is the obvious first choice, least of all the close button, which the platform would choose.
    frame.current?.focus()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      className={cx(styles.dialog, styles[width])}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div ref={frame} tabIndex={-1} className={styles.frame}>
        <header className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className={iconButton.button} aria-label="Close" title="Close" onClick={onClose}>
            <X size={16} />
          </button>
        </header>
        <div className={styles.body}>{children}</div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  )
}

/** A ref for a <dialog> that is modal as long as it is mounted. */
export function useDialog() {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return ref
}
