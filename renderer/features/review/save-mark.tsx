import { Check, CloudAlert } from 'lucide-react'
import type { PhotoId } from '#core/model/photo'
import { useSaving } from '../../state/label-queries'
import { Banner } from '../../ui/banner'
import { cx } from '../../ui/cx'
import { formatAmount } from '../../ui/format'
import styles from './review-page.module.css'

/** Whether everything said of the photo is written. */
export function SaveMark({ photoId }: { readonly photoId: PhotoId }) {
  const { unsavedIds, trouble } = useSaving()
  const unsaved = trouble !== null && unsavedIds.has(photoId)
  return (
    <span className={cx(styles.saved, unsaved && styles.unsaved)}>
      {unsaved ? <CloudAlert size={14} /> : <Check size={14} />}
      <span className={styles.word}>{unsaved ? 'Not saved yet' : unsavedIds.has(photoId) ? 'Saving' : 'Saved'}</span>
    </span>
  )
}

/** The one notice while edits cannot be written. */
export function SaveTrouble() {
  const { unsavedIds, trouble } = useSaving()
  if (trouble === null) return null
  return (
    <Banner tone="danger" icon={<CloudAlert size={16} />}>
      <strong>{trouble.message}</strong> {`What you do is kept (${formatAmount(unsavedIds.size, 'photo')} unsaved) and written as soon as it is possible.`} {trouble.hint}
    </Banner>
  )
}
