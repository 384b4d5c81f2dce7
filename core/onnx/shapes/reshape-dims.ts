import type { Dim } from '../graph'

/**
 * Extents after Reshape to `target` (0 copies the extent at that place, -1 takes what is left).
 * A named extent cancels against the same name on the other side. Throws Error when the element counts differ.
 */
export function reshapeDims(dims: readonly Dim[], target: readonly number[]): Dim[] {
  const result: Dim[] = target.map((extent, axis) => (extent === 0 ? (dims[axis] ?? null) : extent))
  const left = countOf(dims)
  const right = countOf(result.filter((extent) => extent !== -1))
  const rest = left === null || right === null ? null : quotient(left, right)
  if (rest === null) return result.map((extent) => (extent === -1 ? null : extent))
  if (!target.includes(-1)) {
    if (rest.names.length === 0 && rest.product !== 1) {
      throw new Error(`${left?.product ?? 0} elements do not fill [${result.join(', ')}]`)
    }
    return result
  }
  if (rest.names.length === 0 && !Number.isInteger(rest.product)) {
    throw new Error(`${left?.product ?? 0} elements do not divide into [${target.join(', ')}]`)
  }
  return result.map((extent) => (extent === -1 ? dimOf(rest) : extent))
}

/** Elements of known extents and the names of the others. */
interface Count {
  readonly product: number
  readonly names: readonly string[]
}

function countOf(dims: readonly Dim[]): Count | null {
  if (dims.includes(null)) return null
  const numbers = dims.filter((dim) => typeof dim === 'number')
  return { product: numbers.reduce((total, dim) => total * dim, 1), names: dims.filter((dim) => typeof dim === 'string') }
}

/** What is left of `left` after `right` is taken out; null when `right` names an extent that `left` does not have. */
function quotient(left: Count, right: Count): Count | null {
  const names = [...left.names]
  for (const name of right.names) {
    const place = names.indexOf(name)
    if (place === -1) return null
    names.splice(place, 1)
  }
  return { product: left.product / right.product, names }
}

function dimOf({ product, names }: Count): Dim {
  if (names.length === 0) return product
  return names.length === 1 && product === 1 ? (names[0] ?? null) : null
}
