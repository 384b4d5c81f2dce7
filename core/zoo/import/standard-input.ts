import { AppError } from '#core/contract/errors'
import type { ImportInput } from '#core/model/import-choices'
import type { Attribute } from '#core/onnx/attribute'
import { int, ints } from '#core/onnx/attribute'
import { DATA_TYPE_CODES } from '#core/onnx/codec/data-type-codes'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import type { DataType } from '#core/onnx/tensor'
import { float32Tensor, int64Tensor } from '#core/onnx/tensor'
import type { GraphDraft } from './graph-draft'

/** One step of the way from the app's tensor to the file's. */
interface Step {
  readonly opType: string
  /** Names of further inputs, constants added for them. */
  readonly inputs: (draft: GraphDraft) => readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

const cast = (to: DataType): Step => ({ opType: 'Cast', inputs: () => [], attributes: { to: int(DATA_TYPE_CODES[to]) } })
const scalar = (base: string, value: number) => (draft: GraphDraft): readonly string[] => [draft.constant(`import/${base}`, float32Tensor([], [value]))]
const round: Step = { opType: 'Round', inputs: () => [] }
const bounds = (low: number, high: number): Step => ({
  opType: 'Clip',
  inputs: (draft) => [draft.constant('import/low', float32Tensor([], [low])), draft.constant('import/high', float32Tensor([], [high]))],
})

/** How float numbers become the element type of the input: a quantized edge by its own scale, bytes as rounded pixel values. */
const encodings: ReadonlyMap<DataType, readonly Step[]> = new Map<DataType, readonly Step[]>([
  ['float32', []],
  ['float16', [cast('float16')]],
  ['uint8', [round, bounds(0, 255), cast('uint8')]],
  ['int8', [{ opType: 'Sub', inputs: scalar('offset', 128) }, round, bounds(-128, 127), cast('int8')]],
])

/** The DequantizeLinear that reads a quantized input first, when all that reads it is such nodes of equal constants. */
export function inputQuantizer(graph: Graph, name: string): Node | null {
  const readers = new GraphIndex(graph).consumersOf(name)
  const [first] = readers
  if (first === undefined || !readers.every((node) => node.opType === 'DequantizeLinear' && node.inputs[1] === first.inputs[1] && node.inputs[2] === first.inputs[2])) return null
  const isConstant = first.inputs.slice(1).every((input) => graph.initializers.has(input))
  return isConstant ? first : null
}

/**
 * Puts in front of the graph what turns the app's input (float32 [1, 3, height, width], red first, normalised) into the file's own.
 * Throws AppError `unsupported-model` naming the tensor when its element type is not held.
 */
export function standardInput(draft: GraphDraft, graph: Graph, input: ImportInput, dims: readonly number[]): ValueInfo {
  const source = graph.inputs.find(({ name }) => name === input.name)
  if (source === undefined) throw new AppError('bad-input', `The model has no input "${input.name}".`)
  const steps = [...layoutSteps(input, dims), ...encodingSteps(graph, source)]
  const { width, height } = input.size
  const info = (name: string): ValueInfo => ({ name, dataType: 'float32', dims: [1, 3, height, width] })
  if (steps.length === 0) return info(input.name)
  const picture = info(draft.fresh('picture'))
  let value = picture.name
  steps.forEach((step, position) => {
    const output = position === steps.length - 1 ? input.name : draft.fresh(`import/input_${position}`)
    value = draft.before(output, step.opType, [value, ...step.inputs(draft)], step.attributes)
  })
  return picture
}

function layoutSteps(input: ImportInput, dims: readonly number[]): Step[] {
  const flip: Step = { opType: 'Gather', inputs: (draft) => [draft.constant('import/blue_first', int64Tensor([3], [2, 1, 0]))], attributes: { axis: int(1) } }
  const turn: Step = { opType: 'Transpose', inputs: () => [], attributes: { perm: ints(0, 2, 3, 1) } }
  const reshape: Step = { opType: 'Reshape', inputs: (draft) => [draft.integers('import/shape', dims)] }
  return [...(input.channels === 'bgr' ? [flip] : []), ...(input.layout === 'channels-last' ? [turn] : []), ...(dims.length === 4 ? [] : [reshape])]
}

function encodingSteps(graph: Graph, source: ValueInfo): readonly Step[] {
  const reader = source.dataType === 'uint8' || source.dataType === 'int8' ? inputQuantizer(graph, source.name) : null
  if (reader !== null) return [{ opType: 'QuantizeLinear', inputs: () => reader.inputs.slice(1) }]
  const steps = encodings.get(source.dataType)
  if (steps !== undefined) return steps
  throw new AppError('unsupported-model', `The input "${source.name}" holds ${source.dataType} numbers; float32, float16, uint8 and int8 can be fed from photos.`)
}
