import type { Dim, Graph, ValueInfo } from '../graph'
import { inferShapes } from '../shapes/infer-shapes'
import type { DataType } from '../tensor'
import { elementCount } from '../tensor'
import { dataTypeBytes } from './data-type-bytes'

/** A value whose size is known. */
export interface ValueExtent {
  readonly dataType: DataType
  readonly dims: readonly number[]
  readonly bytes: number
}

/** Extents of graph inputs by name, for inputs that leave some open. */
export type InputDims = ReadonlyMap<string, readonly number[]>

/**
 * Sizes of all values whose size can be known: inputs with `inputDims` in place of their own extents, an open first axis
 * (the batch) taken as 1; values of operators without shape rule as the graph declares them.
 * Throws Error naming the node whose inputs do not fit its operator.
 */
export function valueExtents(graph: Graph, inputDims: InputDims = new Map()): ReadonlyMap<string, ValueExtent> {
  const inputs = graph.inputs.map((input) => ({ ...input, dims: inputDims.get(input.name) ?? withoutBatch(input.dims) }))
  const inferred = inferShapes({ ...graph, inputs })
  const extents = new Map<string, ValueExtent>()
  const add = (info: ValueInfo): void => {
    const dims = withoutBatch(info.dims)
    if (dims === null || extents.has(info.name)) return
    const known = dims.filter((dim) => typeof dim === 'number')
    if (known.length !== dims.length) return
    extents.set(info.name, { dataType: info.dataType, dims: known, bytes: elementCount(known) * dataTypeBytes[info.dataType] })
  }
  for (const info of inferred.values()) add(info)
  for (const info of [...graph.valueInfos.values(), ...graph.outputs]) add(info)
  return extents
}

function withoutBatch(dims: readonly Dim[] | null): readonly Dim[] | null {
  return dims && dims.map((dim, axis) => (axis === 0 && typeof dim !== 'number' ? 1 : dim))
}
