import { Popover as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './popover.module.css'

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode
  /** Accessible name of the panel. */
  readonly label: string
  readonly align?: 'start' | 'center' | 'end'
  readonly children: ReactNode
}

/** A small panel beside its button; the rest of the window stays usable. */
export function Popover({ trigger, label, align = 'start', children }: PopoverProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.popover} aria-label={label} align={align} sideOffset={6} collisionPadding={8}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
