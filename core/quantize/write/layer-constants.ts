import type { Graph } from '#core/onnx/graph'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor, int32Tensor } from '#core/onnx/tensor'
import type { CodedLayer } from '../layer/coded-layer'
import { storedOrder } from '../layer/layer-shape'

/** The tensors a coded layer is stored as. */
export interface LayerConstants {
  readonly weight: Tensor
  readonly weightScales: Tensor
  readonly weightZeros: Tensor
  /** int32, in steps of input scale times weight scale, so that it adds to the integer products. */
  readonly bias: Tensor
  readonly biasScales: Tensor
  readonly biasZeros: Tensor
  /** Axis of the weight that the scales run along. */
  readonly axis: number
}

const largestBias = 2 ** 31 - 1

/** Weights in their stored order and the bias in codes. */
export function layerConstants(layer: CodedLayer, inputScale: number, graph: Graph): LayerConstants {
  const { shape, codes, scales } = layer
  const dims = graph.initializers.get(shape.weightName)?.dims ?? [shape.rows, shape.columns]
  const biasScales = Float32Array.from(scales, (scale) => scale * inputScale)
  const bias = Int32Array.from(layer.bias, (value, row) => {
    const steps = Math.round(value / biasScales[row]!)
    return Math.min(largestBias, Math.max(-largestBias, steps))
  })
  return {
    weight: { dataType: 'int8', dims, data: storedOrder(shape, codes) },
    weightScales: float32Tensor([shape.rows], scales),
    weightZeros: { dataType: 'int8', dims: [shape.rows], data: new Int8Array(shape.rows) },
    bias: int32Tensor([shape.rows], bias),
    biasScales: float32Tensor([shape.rows], biasScales),
    biasZeros: int32Tensor([shape.rows], new Int32Array(shape.rows)),
    axis: shape.isTransposed ? 1 : 0,
  }
}
