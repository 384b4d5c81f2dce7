import type { ModelEntry } from '#core/contract/runs'

/** A model and how many others lie between it and one that was made from none. */
export interface TreeRow {
  readonly entry: ModelEntry
  readonly depth: number
}

/** Id of the model that this one was made from; null when it was made from none. */
export function parentId({ card: { lineage } }: ModelEntry): string | null {
  return lineage === undefined || lineage.kind === 'imported' ? null : lineage.madeFrom.modelId
}

/** Every model below the one it was made from, versions of one model in their order; those whose model is gone stand for themselves. */
export function versionTree(entries: readonly ModelEntry[]): readonly TreeRow[] {
  const ids = new Set(entries.map(({ card }) => card.id))
  const below = new Map<string | null, ModelEntry[]>()
  for (const entry of entries) {
    const parent = parentId(entry)
    const known = parent !== null && ids.has(parent) && parent !== entry.card.id ? parent : null
    below.set(known, [...(below.get(known) ?? []), entry])
  }
  const rowsBelow = (parent: string | null, depth: number): readonly TreeRow[] =>
    (below.get(parent) ?? []).flatMap((entry) => [{ entry, depth }, ...rowsBelow(entry.card.id, depth + 1)])
  return rowsBelow(null, 0)
}

/** Models made from this one, directly or through others. */
export function madeFrom(entries: readonly ModelEntry[], modelId: string): readonly ModelEntry[] {
  return entries.filter((entry) => parentId(entry) === modelId).flatMap((entry) => [entry, ...madeFrom(entries, entry.card.id)])
}
