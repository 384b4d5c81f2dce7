import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { cx } from './cx'

interface BannerProps {
  readonly tone: 'notice' | 'danger'
  readonly icon: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A line across the window for something that lasts; never in the way of the work below. */
export function Banner({ tone, icon, actions, children }: BannerProps) {
  return (
    <div role="status" className={cx(styles.banner, styles[tone])}>
      {icon}
      <p>{children}</p>
      {actions}
    </div>
  )
}
