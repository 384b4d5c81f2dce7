import type { DatasetNote, ImportPreview, ImportReport } from '#core/model/dataset-reports'
import { formatAmount, formatCount } from '../../ui/format'

export const levelNames: Readonly<Record<DatasetNote['level'], string>> = {
  refused: 'Not taken',
  changed: 'Changed',
  missing: 'No photo',
  ambiguous: 'Several photos',
}

export function matchedPhotos({ matched }: Pick<ImportPreview, 'matched'>): number {
  return matched.path + matched.hash + matched.name
}

/** How the photos were found: "3 by path, 1 by content". */
export function matchText({ matched }: Pick<ImportPreview, 'matched'>): string {
  const ways = [
    [matched.path, 'by path'],
    [matched.hash, 'by content'],
    [matched.name, 'by name'],
  ] as const
  return ways
    .filter(([count]) => count > 0)
    .map(([count, way]) => `${formatCount(count)} ${way}`)
    .join(', ')
}

/** What an import did, in a sentence. */
export function reportText({ labels, photos, newClasses }: ImportReport): string {
  if (photos === 0) return 'Nothing changed.'
  const classes = newClasses === 0 ? '' : `, ${formatAmount(newClasses, 'new class', 'new classes')}`
  return `${formatAmount(labels, 'label')} taken, ${formatAmount(photos, 'photo')} changed${classes}.`
}
