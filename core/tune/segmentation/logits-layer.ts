import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { PointwiseLayer } from '../pointwise'

/** The last layer of a segmenter. */
export interface LogitsLayer extends PointwiseLayer {
  readonly node: Node
  /** Value with its features, [N, channels, rows, columns]. */
  readonly input: string
  readonly channels: number
  readonly rows: number
  readonly columns: number
}

/** The 1 x 1 convolution that gives `logits`. Throws AppError `unsupported-model` where there is none with float weights of its own. */
export function logitsLayer(graph: Graph, card: Pick<ModelCard, 'name'>): LogitsLayer {
  const index = new GraphIndex(graph)
  const node = index.producerOf('logits')
  const [input, weightName, biasName] = node?.inputs ?? []
  const weight = index.constantOf(weightName)
  const bias = index.constantOf(biasName)
  const [, channels = 0, ...kernel] = weight?.dims ?? []
  const [, , rows, columns] = inferShapes(graph).get('logits')?.dims ?? []
  const isPointwise = node?.opType === 'Conv' && kernel.every((extent) => extent === 1)
  if (!isPointwise || input === undefined || weight?.dataType !== 'float32' || bias?.dataType !== 'float32' || typeof rows !== 'number' || typeof columns !== 'number') {
    throw new AppError('unsupported-model', `The last layer of "${card.name}" holds no float weights that could learn.`, { hint: 'Tune the float model, then make the result smaller.' })
  }
  return { node, input, channels, rows, columns, weights: weight.data, biases: bias.data }
}
