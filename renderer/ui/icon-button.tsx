import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Accessible name and tooltip. */
  readonly label: string
  readonly keys?: readonly string[]
  readonly icon: ReactNode
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A button whose picture says what it does; `aria-pressed` makes it a switch. */
export function IconButton({ label, keys = [], icon, side = 'bottom', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button type={type} aria-label={label} className={cx(styles.button, className)} {...rest}>
        {icon}
      </button>
    </Tooltip>
  )
}
