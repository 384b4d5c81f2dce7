import { AppError } from '#core/contract/errors'
import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import type { PointwiseLayer } from '../pointwise'

/** One of a detector's last convolutions. */
export interface Predictor extends PointwiseLayer {
  readonly node: Node
  /** Value with its features, [N, channels, rows, columns]. */
  readonly input: string
  readonly channels: number
}

/** The predictors of one feature map. */
export interface MapPredictors {
  readonly classes: Predictor
  readonly boxes: Predictor
  /** Anchors of each cell. */
  readonly shapes: number
  /** Rows, which are as many as columns. */
  readonly size: number
}

export interface SsdPredictors {
  /** Largest map first. */
  readonly maps: readonly MapPredictors[]
  /** Score columns of each anchor. */
  readonly columns: number
  /** [anchors, 4], as the family reads them. */
  readonly anchors: Float32Array
}

const known = new WeakMap<Graph, SsdPredictors>()

/**
 * The last convolutions behind `scores` and `box_encodings`. Throws AppError `unsupported-model` where they are not 1 x 1 convolutions
 * with float weights of their own.
 */
export function ssdPredictors(graph: Graph): SsdPredictors {
  const found = known.get(graph) ?? find(graph)
  known.set(graph, found)
  return found
}

function find(graph: Graph): SsdPredictors {
  const index = new GraphIndex(graph)
  const refuse = (): never => {
    throw new AppError('unsupported-model', `The predictors of "${graph.name}" hold no float weights that could learn.`, { hint: 'Tune the float model, then make the result smaller.' })
  }
  const predictors = (output: string): Predictor[] => {
    const last = index.producerOf(output)
    const concat = last?.opType === 'Sigmoid' ? index.producerOf(last.inputs[0]) : last
    if (concat?.opType !== 'Concat') return refuse()
    return concat.inputs.map((input) => predictorBehind(index, input) ?? refuse())
  }
  const classes = predictors('scores')
  const boxes = predictors('box_encodings')
  const anchors = index.constantOf('anchors')
  if (anchors?.dataType !== 'float32' || boxes.length !== classes.length) return refuse()
  let first = 0
  const maps = classes.map((classPredictor, position): MapPredictors => {
    const boxPredictor = boxes[position] ?? refuse()
    const shapes = boxPredictor.biases.length / 4
    // The first anchor of a map lies in the middle of its first cell.
    const size = Math.round(0.5 / (anchors.data[4 * first] ?? NaN))
    first += shapes * size * size
    return { classes: classPredictor, boxes: boxPredictor, shapes, size }
  })
  if (first !== anchors.data.length / 4) return refuse()
  return { maps, anchors: anchors.data, columns: (maps[0]?.classes.biases.length ?? 0) / (maps[0]?.shapes ?? 1) }
}

const views: readonly string[] = ['Reshape', 'Transpose']

function predictorBehind(index: GraphIndex, value: string): Predictor | null {
  let node = index.producerOf(value)
  while (node !== undefined && views.includes(node.opType)) node = index.producerOf(node.inputs[0])
  const [input, weightName, biasName] = node?.inputs ?? []
  const weight = index.constantOf(weightName)
  const bias = index.constantOf(biasName)
  if (node?.opType !== 'Conv' || input === undefined || weight?.dataType !== 'float32' || bias?.dataType !== 'float32') return null
  const [, channels = 0, height, width] = weight.dims
  return height === 1 && width === 1 ? { node, input, channels, weights: weight.data, biases: bias.data } : null
}
