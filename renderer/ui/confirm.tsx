import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

interface ConfirmProps {
  readonly title: string
  /** What the button that goes on says, a verb. */
  readonly action: string
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** What will be lost, and what not. */
  readonly children: ReactNode
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, action, onClose, onConfirm, children }: ConfirmProps) {
  const confirm = (): void => {
    onClose()
    onConfirm()
  }
  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" onClick={confirm}>
            {action}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  )
}
