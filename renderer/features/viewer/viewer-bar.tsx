import { ArrowLeft, ChevronLeft, ChevronRight, Columns2, PanelRight, PencilRuler } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import { keyOf } from '../../state/key-map'
import { runAction, useIsAvailable } from '../../state/actions'
import { keyLabels } from '../../state/keys'
import { useInspectorHidden } from '../../state/panels'
import { cx } from '../../ui/cx'
import { fileName, formatCount } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import pageStyles from '../../ui/photo-page.module.css'
import styles from './viewer-page.module.css'

interface ViewerBarProps {
  readonly card: PhotoCard | null
  /** Place in the library's list, -1 when the filter no longer has the photo. */
  readonly position: number
  readonly count: number
  readonly toggles: ReactNode
}

function keysOf(id: Parameters<typeof keyOf>[0]): readonly string[] {
  return keyLabels(keyOf(id) ?? '', false)
}

/** Back, where one is, what is drawn. */
export function ViewerBar({ card, position, count, toggles }: ViewerBarProps) {
  const inspectorHidden = useInspectorHidden()
  const hasNext = useIsAvailable('viewer.next')
  const hasPrevious = useIsAvailable('viewer.previous')
  return (
    <header className={cx(pageStyles.bar, styles.bar)}>
      <IconButton label="Back to the library" keys={keysOf('viewer.close')} icon={<ArrowLeft size={16} />} onClick={() => runAction('viewer.close')} />
      <div className={cx(pageStyles.title, styles.title)}>
        <h1 title={card?.photo.relativePath}>{card === null ? '' : fileName(card.photo.relativePath)}</h1>
        {position >= 0 && <span>{`${formatCount(position + 1)} of ${formatCount(count)}`}</span>}
      </div>
      {toggles}
      <IconButton label="Compare models and labels" keys={keysOf('viewer.compare')} icon={<Columns2 size={16} />} onClick={() => runAction('viewer.compare')} />
      <IconButton label="Label this photo" keys={keysOf('review.open')} icon={<PencilRuler size={16} />} onClick={() => runAction('review.open')} />
      <IconButton
        label="Previous photo"
        keys={keysOf('viewer.previous')}
        icon={<ChevronLeft size={18} />}
        disabled={!hasPrevious}
        onClick={() => runAction('viewer.previous')}
      />
      <IconButton label="Next photo" keys={keysOf('viewer.next')} icon={<ChevronRight size={18} />} disabled={!hasNext} onClick={() => runAction('viewer.next')} />
      <IconButton
        label={inspectorHidden ? 'Show the inspector' : 'Hide the inspector'}
        keys={keysOf('view.inspector')}
        icon={<PanelRight size={16} />}
        aria-pressed={!inspectorHidden}
        onClick={() => runAction('view.inspector')}
      />
    </header>
  )
}
