import { ArrowLeft, CheckCheck, ChevronLeft, ChevronRight, CircleCheck, CircleSlash, Ellipsis, Eye, EyeOff, Redo2, SkipForward, Tags, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { ReviewState } from '#core/model/review-state'
import type { ActionId } from '../../state/action-catalog'
import { runAction, useIsAvailable } from '../../state/actions'
import { keyOf } from '../../state/key-map'
import { keyLabels } from '../../state/keys'
import { usesCommandKey } from '../../state/shell'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { fileName, formatCount } from '../../ui/format'
import iconButton from '../../ui/icon-button.module.css'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import pageStyles from '../../ui/photo-page.module.css'
import styles from './review-page.module.css'
import { useReviewView } from './review-view'
import { SaveMark } from './save-mark'

interface ReviewBarProps {
  readonly card: PhotoCard
  readonly reviewState: ReviewState | null
  /** Place in the library's list, -1 when the filter no longer has the photo. */
  readonly position: number
  readonly count: number
}

function keysOf(id: ActionId): readonly string[] {
  return keyLabels(keyOf(id) ?? '', usesCommandKey())
}

const stateTexts: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'Not reviewed',
  'in-progress': 'In progress',
  reviewed: 'Reviewed',
  'reviewed-empty': 'Nothing here',
}

/** Where one is, how far the photo is, and the ways on. */
export function ReviewBar({ card, reviewState, position, count }: ReviewBarProps) {
  const ghostsShown = useReviewView((view) => view.ghostsShown)
  const hasNext = useIsAvailable('viewer.next')
  const hasPrevious = useIsAvailable('viewer.previous')
  return (
    <header className={cx(pageStyles.bar, styles.bar)}>
      <BarButton id="page.library" label="Back to the library" icon={<ArrowLeft size={16} />} />
      <div className={cx(pageStyles.title, styles.title)}>
        <h1 title={card.photo.relativePath}>{fileName(card.photo.relativePath)}</h1>
        {position >= 0 && <span className={styles.count}>{`${formatCount(position + 1)} of ${formatCount(count)}`}</span>}
        {reviewState !== null && (
          <span className={styles.state} data-state={reviewState}>
            {stateTexts[reviewState]}
          </span>
        )}
        <SaveMark photoId={card.photo.id} />
      </div>
      <BarButton id="review.undo" label="Undo" icon={<Undo2 size={16} />} />
      <BarButton id="review.redo" label="Redo" icon={<Redo2 size={16} />} />
      <IconButton
        label={ghostsShown ? 'Hide predictions' : 'Show predictions'}
        keys={keysOf('review.ghosts')}
        icon={ghostsShown ? <Eye size={16} /> : <EyeOff size={16} />}
        aria-pressed={ghostsShown}
        onClick={() => runAction('review.ghosts')}
      />
      <BarButton id="review.accept-photo" label="Accept all above the threshold" icon={<CheckCheck size={16} />} />
      <Menu
        align="end"
        trigger={
          <button type="button" className={iconButton.button} aria-label="More">
            <Ellipsis size={16} />
          </button>
        }
      >
        <MenuItem icon={<CheckCheck size={14} />} onSelect={() => runAction('review.accept-all')}>
          Accept predictions in many photos…
        </MenuItem>
        <MenuItem icon={<Undo2 size={14} />} onSelect={() => runAction('steps.open')}>
          Undo a step over many photos…
        </MenuItem>
        <MenuItem icon={<Tags size={14} />} onSelect={() => runAction('classes.open')}>
          Classes of the project…
        </MenuItem>
      </Menu>
      <IconButton
        label="Nothing here"
        keys={keysOf('review.empty')}
        icon={<CircleSlash size={16} />}
        aria-pressed={reviewState === 'reviewed-empty'}
        onClick={() => runAction('review.empty')}
      />
      <Button look={reviewState === 'reviewed' ? 'secondary' : 'primary'} icon={<CircleCheck size={15} />} aria-pressed={reviewState === 'reviewed'} onClick={() => runAction('review.done')}>
        Reviewed
      </Button>
      <BarButton id="review.next-open" label="Next unreviewed photo" icon={<SkipForward size={16} />} />
      <IconButton label="Previous photo" keys={keysOf('viewer.previous')} icon={<ChevronLeft size={18} />} disabled={!hasPrevious} onClick={() => runAction('viewer.previous')} />
      <IconButton label="Next photo" keys={keysOf('viewer.next')} icon={<ChevronRight size={18} />} disabled={!hasNext} onClick={() => runAction('viewer.next')} />
    </header>
  )
}

function BarButton({ id, label, icon }: { readonly id: ActionId; readonly label: string; readonly icon: ReactNode }) {
  return <IconButton label={label} keys={keysOf(id)} icon={icon} onClick={() => runAction(id)} />
}
