import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { cx } from './cx'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'large'
  readonly icon?: ReactNode
}

export function Button({ look = 'secondary', size = 'normal', icon, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={cx(styles.button, styles[look], styles[size], className)} {...rest}>
      {icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </button>
  )
}
