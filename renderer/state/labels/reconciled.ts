import type { PhotoLabels } from '#core/contract/labels'
import type { Label } from '#core/model/label'

/** What the engine says, with every label that is as known kept as the same object; `known` itself when nothing differs. */
export function reconciled(known: PhotoLabels, fresh: PhotoLabels): PhotoLabels {
  const byId = new Map(known.labels.map((label) => [label.id, label]))
  const labels = fresh.labels.map((label) => {
    const before = byId.get(label.id)
    return before !== undefined && isSameLabel(before, label) ? before : label
  })
  const same =
    known.reviewState === fresh.reviewState &&
    known.labels.length === labels.length &&
    known.labels.every((label, at) => label === labels[at]) &&
    isSame(known.verdicts, fresh.verdicts)
  return same ? known : { ...fresh, labels }
}

function isSameLabel(a: Label, b: Label): boolean {
  if (a.geometry.kind === 'mask' && b.geometry.kind === 'mask') {
    const [first, second] = [a.geometry.mask, b.geometry.mask]
    const sameMask = first.width === second.width && first.height === second.height && isSameBytes(first.bytes, second.bytes)
    return sameMask && isSame({ ...a, geometry: null }, { ...b, geometry: null })
  }
  return isSame(a, b)
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Deep equality of plain data; the order of keys does not count. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [first, second] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(first)
  return keys.length === Object.keys(second).length && keys.every((key) => isSame(first[key], second[key]))
}
