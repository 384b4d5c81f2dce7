import type { ClassId } from '#core/model/label'
import type { ClassLabel } from '#core/model/model-card'

export interface ListedClass {
  readonly index: number
  readonly name: string
  /** null: none yet, or not used. */
  readonly classId: ClassId | null
}

/** A model's classes whose name holds the words, those with a meaning first, else in the model's order. */
export function listedClasses(labels: readonly ClassLabel[], map: readonly { readonly index: number; readonly classId: ClassId | null }[], words: string): readonly ListedClass[] {
  const meanings = new Map(map.map(({ index, classId }) => [index, classId]))
  const wanted = words.trim().toLowerCase()
  return labels
    .map(({ name }, index) => ({ index, name, classId: meanings.get(index) ?? null }))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => Number(a.classId === null) - Number(b.classId === null) || a.index - b.index)
}
