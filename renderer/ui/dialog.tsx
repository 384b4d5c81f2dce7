import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { cx } from './cx'
import styles from './dialog.module.css'
import { IconButton } from './icon-button'

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
  const titleId = useId()
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
      <div className={styles.frame}>
        <header className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          <IconButton label="Close" icon={<X size={16} />} onClick={onClose} />
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
