import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { Keys } from './keys-view'
import styles from './tooltip.module.css'

interface TooltipProps {
  readonly text: string
  readonly keys?: readonly string[]
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** One element that takes a ref and can be focused. */
  readonly children: ReactNode
}

/** Says what a control without words does, with its key. */
export function Tooltip({ text, keys = [], side = 'bottom', children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          <Keys keys={keys} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
