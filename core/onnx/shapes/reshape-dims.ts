import type { Dim } from '../graph'

/**
 * Extents after Reshape to `target` (0 copies the extent at that place, -1 takes what is left).
 * A named extent cancels against the same name on the other side. Throws Error when the element counts differ.
 */
export function reshapeDims(dims: readonly Dim[], target: readonly number[]): Dim[] {
  const result: Dim[] = target.map((extent, axis) => (extent === 0 ? (dims[axis] ?? null) : extent))
  const open = target.indexOf(-1)
  const left = countOf(dims)
  const right = countOf(result.filter((_, axis) => axis !== open))
  if (left === null || right === null || left.names !== right.names) {
    return result.map((dim) => (dim === -1 ? null : dim))
  }
  if (open === -1) {
    if (left.product !== right.product) throw new Error(`${left.product} elements do not fill [${result.join(', ')}]`)
    return result
  }
  const rest = left.product / right.product
  if (!Number.isInteger(rest)) throw new Error(`${left.product} elements do not divide into [${target.join(', ')}]`)
  return result.map((dim) => (dim === -1 ? rest : dim))
}

function countOf(dims: readonly Dim[]): { product: number; names: string } | null {
  if (dims.includes(null)) return null
  const numbers = dims.filter((dim) => typeof dim === 'number')
  const names = dims.filter((dim) => typeof dim === 'string').sort()
  return { product: numbers.reduce((total, dim) => total * dim, 1), names: names.join('*') }
}
