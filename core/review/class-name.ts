import type { ClassLabel } from '#core/model/model-card'

/** A class name as it is kept: composed Unicode, no spaces at the ends, single ones inside. Empty when nothing is left. */
export function cleanClassName(name: string): string {
  return name.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** Equal for names that mean the same class: case, spaces, hyphens and underscores do not count. */
export function classNameKey(name: string): string {
  return cleanClassName(name).toLowerCase().replace(/[\s_-]+/gu, ' ')
}

/** The name before the first comma, behind which some class lists put synonyms ("tench, Tinca tinca"). */
function shortName(name: string): string {
  return cleanClassName(name.split(',')[0] ?? name)
}

function countKeys(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(classNameKey(name), (counts.get(classNameKey(name)) ?? 0) + 1)
  return counts
}

/**
 * A name for each class of a model that no other class of it has: the short one, else the whole one, else the whole one
 * with the class number, e.g. "crane (517)".
 */
export function modelClassNames(labels: readonly ClassLabel[]): readonly string[] {
  const short = labels.map(({ name }) => shortName(name))
  const whole = labels.map(({ name }) => cleanClassName(name))
  const shortCounts = countKeys(short)
  const wholeCounts = countKeys(whole)
  const isUnique = (counts: ReadonlyMap<string, number>, name: string): boolean => name !== '' && counts.get(classNameKey(name)) === 1
  return labels.map(({ id }, index) => {
    const shortest = short[index] ?? ''
    if (isUnique(shortCounts, shortest)) return shortest
    const name = whole[index] ?? ''
    return isUnique(wholeCounts, name) ? name : `${name} (${id})`.trim()
  })
}
