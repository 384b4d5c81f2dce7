import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from './button'
import { formatCount } from './format'
import styles from './pager.module.css'

interface PagerProps {
  /** Position of the first that is shown, from 0. */
  readonly offset: number
  readonly pageSize: number
  readonly total: number
  readonly onChange: (offset: number) => void
}

/** The ways through a long list in pages; nothing when one page holds it. */
export function Pager({ offset, pageSize, total, onChange }: PagerProps) {
  if (total <= pageSize) return null
  return (
    <nav className={styles.pages} aria-label="Through the list">
      <span role="status">{`${formatCount(offset + 1)} – ${formatCount(Math.min(total, offset + pageSize))} of ${formatCount(total)}`}</span>
      <Button icon={<ChevronLeft size={14} />} disabled={offset === 0} onClick={() => onChange(Math.max(0, offset - pageSize))}>
        Previous
      </Button>
      <Button icon={<ChevronRight size={14} />} disabled={offset + pageSize >= total} onClick={() => onChange(offset + pageSize)}>
        Next
      </Button>
    </nav>
  )
}
