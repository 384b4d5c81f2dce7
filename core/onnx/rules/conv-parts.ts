import type { Node } from '../graph'
import type { GraphIndex } from '../graph-index'
import type { Tensor, TensorOf } from '../tensor'
import { float32Tensor } from '../tensor'

/** A float convolution whose weights and bias are constants. */
export interface ConvParts {
  readonly node: Node
  readonly weight: TensorOf<'float32'>
  /** One value per output channel; zeros when the node has no bias. */
  readonly bias: TensorOf<'float32'>
  readonly channels: number
}

/** The parts of a Conv with constant float32 weights, or null for anything else. */
export function convParts(node: Node | undefined, index: GraphIndex): ConvParts | null {
  if (node?.opType !== 'Conv') return null
  const weight = index.constantOf(node.inputs[1])
  const channels = weight?.dims[0]
  if (weight?.dataType !== 'float32' || channels === undefined) return null
  const biasName = node.inputs[2] ?? ''
  const bias = biasName === '' ? float32Tensor([channels], new Float32Array(channels)) : index.constantOf(biasName)
  return bias?.dataType === 'float32' ? { node, weight, bias, channels } : null
}

/**
 * One number per channel from a constant that broadcasts over N and pixels ([C,1,1], [1,C,1,1], or a single number),
 * or null when it varies along another axis.
 */
export function perChannel(constant: Tensor | undefined, channels: number): Float64Array | null {
  if (constant?.dataType !== 'float32') return null
  if (constant.data.length === 1) return new Float64Array(channels).fill(constant.data[0] ?? 0)
  const dims = [...constant.dims]
  while (dims[0] === 1 && dims.length > 3) dims.shift()
  const fits = dims.length === 3 && dims[0] === channels && dims[1] === 1 && dims[2] === 1
  return fits ? Float64Array.from(constant.data) : null
}
