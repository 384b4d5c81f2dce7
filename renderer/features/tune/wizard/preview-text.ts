import type { TunePreview } from '#core/contract/tune'
import { formatAmount, formatCount } from '../../../ui/format'

/** Reviewed photos of the choice, those left out included. */
export function reviewedPhotos({ photos: { train, validation, test, leftOut } }: TunePreview): number {
  return train + validation + test + leftOut
}

/** What the photos are used for, in sentences. */
export function previewSentences(preview: TunePreview): readonly string[] {
  const { photos, importedPhotos, groups } = preview
  const served = photos.train + photos.validation + photos.test
  if (served === 0) return []
  return [
    `${formatAmount(served, 'reviewed photo')}: ${formatCount(photos.train)} to learn from, ${formatCount(photos.validation)} to choose the best version by, ${formatCount(photos.test)} to measure it on.`,
    ...(photos.leftOut === 0 ? [] : [`${formatAmount(photos.leftOut, 'other')} left out.`]),
    ...(groups === served ? [] : [`Photos that look alike stay in one part: ${formatAmount(groups, 'different one')}.`]),
    ...(importedPhotos === 0 ? [] : [`Labels of ${formatCount(importedPhotos)} came with an import.`]),
  ]
}
