import type { ComponentProps } from 'react'
import { EmptyState } from '../../ui/empty-state'
import styles from './dataset-page.module.css'

/** An empty state below the head of the page, as high as a chart. */
export function EmptyPart(props: ComponentProps<typeof EmptyState>) {
  return (
    <div className={styles.empty}>
      <EmptyState {...props} />
    </div>
  )
}
