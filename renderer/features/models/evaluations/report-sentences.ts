import type { EvaluationReport } from '#core/contract/evaluation'
import { formatAmount } from '../../../ui/format'

const mostNamed = 8

/** The rules of a report, and what single models could not do. */
export function reportSentences({ rules, models }: Pick<EvaluationReport, 'rules' | 'models'>): readonly string[] {
  // What none of them knows the rules say.
  const isShared = new Set(models.map(({ unknownClasses }) => unknownClasses.toSorted().join('\n'))).size === 1
  const unknown = (isShared ? [] : models).flatMap(({ name, unknownClasses }) => (unknownClasses.length === 0 ? [] : [`${name} does not know ${nameList(unknownClasses)}.`]))
  const failed = models.flatMap(({ name, failedPhotos }) => (failedPhotos === 0 ? [] : [`${name} could not answer ${formatAmount(failedPhotos, 'photo')}, left out for all models.`]))
  return [...rules, ...unknown, ...failed]
}

/** "cat, dog and 3 more classes". */
function nameList(names: readonly string[]): string {
  const rest = names.length - mostNamed
  if (rest > 0) return `${names.slice(0, mostNamed).join(', ')} and ${formatAmount(rest, 'more class', 'more classes')}`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
