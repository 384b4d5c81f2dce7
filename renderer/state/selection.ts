import type { PhotoId } from '#core/model/photo'

/** Which photos of an ordered list are chosen. `focusId` is where the keyboard is, `anchorId` where a range starts. */
export interface Selection {
  readonly ids: ReadonlySet<PhotoId>
  readonly focusId: PhotoId | null
  readonly anchorId: PhotoId | null
}

/** How a click or key changes a selection: on its own, with Ctrl or Cmd, with Shift. */
export type SelectionMode = 'replace' | 'toggle' | 'extend'

export const emptySelection: Selection = { ids: new Set(), focusId: null, anchorId: null }

/** Chooses the photo at a position of the list. */
export function selectAt(selection: Selection, order: Int32Array, position: number, mode: SelectionMode): Selection {
  const id = order[position]
  if (id === undefined) return selection
  if (mode === 'toggle') return { ids: toggled(selection.ids, id), focusId: id, anchorId: id }
  const anchor = selection.anchorId === null ? -1 : order.indexOf(selection.anchorId)
  if (mode === 'replace' || anchor < 0) return { ids: new Set([id]), focusId: id, anchorId: id }
  const range = order.subarray(Math.min(anchor, position), Math.max(anchor, position) + 1)
  return { ids: new Set(range), focusId: id, anchorId: selection.anchorId }
}

function toggled(ids: ReadonlySet<PhotoId>, id: PhotoId): ReadonlySet<PhotoId> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Moves the keyboard without choosing anything. */
export function focusAt(selection: Selection, order: Int32Array, position: number): Selection {
  const id = order[position]
  return id === undefined ? selection : { ...selection, focusId: id }
}

export function selectAll(selection: Selection, order: Int32Array): Selection {
  return { ids: new Set(order), focusId: selection.focusId ?? order[0] ?? null, anchorId: selection.anchorId ?? order[0] ?? null }
}

/** Chooses the photos at the given positions; `kept` stay chosen too (a drag with Ctrl adds). */
export function selectPositions(order: Int32Array, positions: readonly number[], kept: ReadonlySet<PhotoId>): Selection {
  const ids = new Set(kept)
  for (const position of positions) {
    const id = order[position]
    if (id !== undefined) ids.add(id)
  }
  const last = order[positions.at(-1) ?? -1] ?? null
  return { ids, focusId: last, anchorId: order[positions[0] ?? -1] ?? null }
}

/** Drops photos that are no longer in the list; the same object when nothing changed. */
export function restrictTo(selection: Selection, order: Int32Array): Selection {
  if (selection.ids.size === 0 && selection.focusId === null) return selection
  const known = new Set(order)
  const ids = new Set([...selection.ids].filter((id) => known.has(id)))
  const keep = (id: PhotoId | null): PhotoId | null => (id !== null && known.has(id) ? id : null)
  const next = { ids, focusId: keep(selection.focusId), anchorId: keep(selection.anchorId) }
  const same = ids.size === selection.ids.size && next.focusId === selection.focusId && next.anchorId === selection.anchorId
  return same ? selection : next
}
