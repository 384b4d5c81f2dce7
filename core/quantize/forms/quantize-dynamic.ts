import { int } from '#core/onnx/attribute'
import type { Graph, Node } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import type { Tensor, TensorOf } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import { DATA_TYPE_CODES } from '#core/onnx/codec/data-type-codes'
import type { KeepFloat } from '../keep-float'
import type { CodedLayer } from '../layer/coded-layer'
import { codeUnseenLayers } from '../layer/unseen-layer'

/**
 * Codes activations anew for every photo (DynamicQuantizeLinear) and multiplies integers: no calibration, slower than
 * static codes. With x = s (p - z) and weights t_c q: y_c = s t_c sum (p - z) q + b_c, the sum by ConvInteger or
 * MatMulInteger. Weights keep one scale per output, which the reference tools give up here.
 */
export function quantizeDynamic(graph: Graph, keep: KeepFloat): Graph {
  const layers = codeUnseenLayers(graph, keep)
  const initializers = new Map<string, Tensor>(graph.initializers)
  const coded = new Set<string>()
  const nodes = graph.nodes.flatMap((node): Node[] => {
    const layer = layers.get(node)
    if (layer === undefined) return [node]
    const [value = ''] = node.inputs
    const before = coded.has(value) ? [] : [encode(value)]
    coded.add(value)
    return [...before, ...integerLayer(layer, value, initializers)]
  })
  return removeDeadCode.run({ ...graph, nodes, initializers })
}

function encode(value: string): Node {
  return makeNode('DynamicQuantizeLinear', [value], [`${value}/codes`, `${value}/scale`, `${value}/zero`])
}

function integerLayer(layer: CodedLayer, value: string, initializers: Map<string, Tensor>): Node[] {
  const { shape, scales, bias } = layer
  const { node, window } = shape
  const [output = ''] = node.outputs
  const base = node.name
  const perChannel = window === null ? [shape.rows] : [1, shape.rows, 1, 1]
  initializers.set(`${base}/weight/codes`, integerWeights(layer, initializers))
  initializers.set(`${base}/weight/scale`, float32Tensor(perChannel, scales))
  initializers.set(`${base}/bias/float`, float32Tensor(perChannel, Float32Array.from(bias)))
  const inputs = [`${value}/codes`, `${base}/weight/codes`, `${value}/zero`]
  const product: Node =
    window === null
      ? makeNode('MatMulInteger', inputs, [`${base}/sum`])
      : { ...node, name: `${base}/sum`, opType: 'ConvInteger', inputs, outputs: [`${base}/sum`] }
  return [
    product,
    makeNode('Cast', [`${base}/sum`], [`${base}/sum/float`], { to: int(DATA_TYPE_CODES.float32) }),
    makeNode('Mul', [`${value}/scale`, `${base}/weight/scale`], [`${base}/sum/scale`]),
    makeNode('Mul', [`${base}/sum/float`, `${base}/sum/scale`], [`${base}/product`]),
    makeNode('Add', [`${base}/product`, `${base}/bias/float`], [output]),
  ]
}

/** Convolution weights as stored; matrices as [columns, rows], which MatMulInteger wants. */
function integerWeights({ shape, codes }: CodedLayer, initializers: ReadonlyMap<string, Tensor>): TensorOf<'int8'> {
  const { rows, columns, window } = shape
  const stored = initializers.get(shape.weightName)?.dims ?? [rows, columns]
  if (window !== null) return { dataType: 'int8', dims: stored, data: codes }
  const turned = new Int8Array(codes.length)
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) turned[column * rows + row] = codes[row * columns + column]!
  return { dataType: 'int8', dims: [columns, rows], data: turned }
}
