import type { GraphIndex } from '../graph-index'
import { activationAfter } from './activation-after'
import { dataTypeBytes } from './data-type-bytes'
import { learntConstants } from './learnt-constants'
import { multiplyAdds } from './multiply-adds'
import type { ValueExtent } from './value-extents'

/** What one node costs. */
export interface LayerCost {
  readonly name: string
  readonly opType: string
  /** Applied to the result before anything else reads it: Relu6, Sigmoid and the like; null for none. */
  readonly activation: string | null
  /** Extents of the first input and the first output; null when not known. */
  readonly inputDims: readonly number[] | null
  readonly outputDims: readonly number[] | null
  readonly parameters: number
  readonly biasParameters: number
  /** Bytes of the stored parameters. */
  readonly weightBytes: number
  /** Null when the sizes are not known. */
  readonly multiplyAdds: number | null
  /** Bytes of all outputs; null when the sizes are not known. */
  readonly outputBytes: number | null
}

/** Costs of all nodes in graph order; a constant that several nodes read counts for the first. */
export function layerCosts(index: GraphIndex, extents: ReadonlyMap<string, ValueExtent>): LayerCost[] {
  const counted = new Set<string>()
  const dimsOf = (value: string | undefined): readonly number[] | undefined => extents.get(value ?? '')?.dims
  return index.graph.nodes.map((node) => {
    const own = learntConstants(node, index).filter(({ name }) => !counted.has(name))
    for (const { name } of own) counted.add(name)
    const sizeOf = (constants: typeof own): number => constants.reduce((sum, { tensor }) => sum + tensor.data.length, 0)
    const outputs = node.outputs.filter((name) => name !== '').map((name) => extents.get(name)?.bytes)
    const known = outputs.filter((bytes) => bytes !== undefined)
    return {
      name: node.name,
      opType: node.opType,
      activation: activationAfter(node, index),
      inputDims: dimsOf(node.inputs[0]) ?? null,
      outputDims: dimsOf(node.outputs[0]) ?? null,
      parameters: sizeOf(own),
      biasParameters: sizeOf(own.filter(({ role }) => role !== 'weight')),
      weightBytes: own.reduce((sum, { tensor }) => sum + tensor.data.length * dataTypeBytes[tensor.dataType], 0),
      multiplyAdds: multiplyAdds(node, dimsOf),
      outputBytes: known.length === outputs.length ? known.reduce((sum, bytes) => sum + bytes, 0) : null,
    }
  })
}
