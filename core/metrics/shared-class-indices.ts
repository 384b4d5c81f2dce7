import type { ClassLabel } from '#core/model/model-card'
import { classNameKey } from '#core/review/class-name'

/**
 * For each class of the second list the index of the class of that name in the first; where there is none, an index behind
 * the first list, of its own. The same place is preferred, for lists that name a class twice.
 */
export function sharedClassIndices(first: readonly ClassLabel[], second: readonly ClassLabel[]): readonly number[] {
  const firstKeys = first.map(({ name }) => classNameKey(name))
  const places = new Map<string, number>()
  for (const [index, key] of firstKeys.entries()) if (!places.has(key)) places.set(key, index)
  return second.map(({ name }, index) => {
    const key = classNameKey(name)
    return firstKeys[index] === key ? index : (places.get(key) ?? first.length + index)
  })
}
