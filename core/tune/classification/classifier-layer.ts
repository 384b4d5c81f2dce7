import { AppError } from '#core/contract/errors'
import { intAttribute } from '#core/onnx/attribute'
import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import type { FrozenColumns } from './linear-head'

/** The last layer of a classifier: scores from pooled features. */
export interface ClassifierLayer extends FrozenColumns {
  readonly node: Node
  /** Value with the pooled features, [N, features]. */
  readonly input: string
  readonly features: number
}

/**
 * The linear layer behind the output `logits`. Throws AppError `unsupported-model` where the output does not come from a layer with
 * float weights of its own.
 */
export function classifierLayer(graph: Graph): ClassifierLayer {
  const index = new GraphIndex(graph)
  const node = index.producerOf('logits')
  const [input, weightName, biasName] = node?.inputs ?? []
  const weight = index.constantOf(weightName)
  const bias = index.constantOf(biasName)
  if (node?.opType !== 'Gemm' || input === undefined || weight?.dataType !== 'float32' || (bias !== undefined && bias.dataType !== 'float32')) {
    throw new AppError('unsupported-model', `The last layer of "${graph.name}" holds no float weights that could learn.`, { hint: 'Tune the float model, then make the result smaller.' })
  }
  const isByColumn = intAttribute(node.attributes, 'transB', 0) === 1
  const [rows = 0, columns = 0] = weight.dims
  const [outputs, features] = isByColumn ? [rows, columns] : [columns, rows]
  const weights = isByColumn ? weight.data : transposed(weight.data, rows, columns)
  return { node, input, features, weights, biases: bias?.data ?? new Float32Array(outputs) }
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column]!
  return result
}
