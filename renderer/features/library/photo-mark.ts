import type { PhotoCard } from '#core/contract/photos'

/** What the small mark of a photo says, the most pressing first. */
export interface PhotoMark {
  readonly kind: 'damaged' | 'missing' | 'failed' | 'outdated' | 'reviewed' | 'in-progress' | 'predicted'
  readonly text: string
}

/** The mark of a photo; null when there is nothing to say yet. */
export function photoMark({ photo, answers, labels }: PhotoCard): PhotoMark | null {
  if (photo.state === 'missing') return { kind: 'missing', text: 'The file is gone' }
  if (photo.state === 'damaged') return { kind: 'damaged', text: photo.reason ?? 'Damaged' }
  if (photo.state === 'refused') return { kind: 'damaged', text: photo.reason ?? 'Cannot be opened' }
  if (photo.reviewState === 'reviewed') return { kind: 'reviewed', text: `Reviewed, ${labels.length === 1 ? '1 label' : `${labels.length} labels`}` }
  if (photo.reviewState === 'reviewed-empty') return { kind: 'reviewed', text: 'Reviewed: nothing here' }
  const failed = answers.find(({ status }) => status === 'failed')
  if (failed !== undefined) return { kind: 'failed', text: failed.reason ?? 'A model failed' }
  if (photo.reviewState === 'in-progress') return { kind: 'in-progress', text: 'Review in progress' }
  if (answers.some(({ current }) => !current)) return { kind: 'outdated', text: 'Changed since it was predicted' }
  return answers.length > 0 ? { kind: 'predicted', text: 'Predicted' } : null
}
