import type { Normalisation } from '#core/model/model-card'
import type { ScalingName } from '#core/model/named-scalings'
import { namedScalings, scalingWords } from '#core/model/named-scalings'
import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { tensorNumbers } from '#core/onnx/tensor'
import type { OutputReadingKind } from '#core/model/import-choices'
import type { SourceFacts } from './source-facts'
import { inputQuantizer } from './standard-input'

const uniform = (mean: number, std: number): Normalisation => ({ mean: [mean, mean, mean], std: [std, std, std] })

export interface ScalingGuess {
  readonly normalisation: Normalisation
  /** Why, one sentence. */
  readonly sentence: string
  /** False when the file does not say it. */
  readonly isKnown: boolean
}

/** How the model seems to want pixel values; `trainedLayout` tells of which kind of tools it comes where nothing else does. */
export function guessScaling(facts: SourceFacts, reading: OutputReadingKind, trainedLayout: SourceFacts['layout']): ScalingGuess {
  return quantizedEdge(facts) ?? bytes(facts) ?? ownScaling(facts) ?? usual(trainedLayout, reading)
}

/** Codes of a quantized input are pixel values, as of converters for phones: uint8 as they are, int8 less 128. */
function quantizedEdge({ graph, input }: SourceFacts): ScalingGuess | null {
  const coder = inputQuantizer(graph, input.name) ?? firstQuantizer(graph, input.name)
  const [scale, zero] = (coder?.inputs.slice(1) ?? []).map((name) => graph.initializers.get(name))
  const step = scale === undefined ? 0 : (tensorNumbers(scale)[0] ?? 0)
  if (step <= 0) return null
  const zeroPoint = zero === undefined ? 0 : (tensorNumbers(zero)[0] ?? 0)
  const blackCode = (zero?.dataType ?? input.dataType) === 'int8' ? -128 : 0
  const sentence = `The input is quantized with scale ${step.toPrecision(6)} and zero point ${zeroPoint}, which fits pixel values as they are.`
  return { normalisation: uniform((zeroPoint - blackCode) / 255, 1 / (255 * step)), sentence, isKnown: true }
}

/** The QuantizeLinear that alone reads a float input, as readers of coded files put it there. */
function firstQuantizer(graph: Graph, name: string): Node | null {
  const [only, second] = new GraphIndex(graph).consumersOf(name)
  return only?.opType === 'QuantizeLinear' && second === undefined ? only : null
}

function bytes({ input }: SourceFacts): ScalingGuess | null {
  if (input.dataType !== 'uint8' && input.dataType !== 'int8') return null
  return { normalisation: namedScalings['0..255'], sentence: `The input holds ${input.dataType} numbers, so it takes pixel values as they are.`, isKnown: true }
}

/** Constants that turn 0..255 into about 0..1 or -1..1 when they come first. */
function ownScaling({ graph, input }: SourceFacts): ScalingGuess | null {
  const index = new GraphIndex(graph)
  let [node, second] = index.consumersOf(input.name)
  while (node !== undefined && second === undefined && ['Transpose', 'Cast', 'Identity'].includes(node.opType)) [node, second] = index.consumersOf(node.outputs[0] ?? '')
  const constant = index.constantOf(node?.inputs[1])
  if (node === undefined || second !== undefined || constant === undefined || constant.data.length > 3) return null
  const [value = 0] = tensorNumbers(constant)
  const isScaling = (node.opType === 'Mul' && value > 0 && value < 0.02) || (node.opType === 'Div' && value > 50) || (node.opType === 'Sub' && value > 50)
  if (!isScaling) return null
  return { normalisation: namedScalings['0..255'], sentence: `The graph scales pixel values itself (${node.opType} "${node.name}" by ${value.toPrecision(6)}), so it takes 0 to 255.`, isKnown: true }
}

function usual(layout: SourceFacts['layout'], reading: OutputReadingKind): ScalingGuess {
  const name = usualName(layout, reading)
  return { normalisation: namedScalings[name], sentence: `The file does not say how pixel values are scaled; ${scalingWords[name]} is usual for models of this shape.`, isKnown: false }
}

function usualName(layout: SourceFacts['layout'], reading: OutputReadingKind): ScalingName {
  if (reading === 'box-rows' || reading === 'picked-boxes') return '0..1'
  return layout === 'channels-first' && (reading === 'class-scores' || reading === 'score-map' || reading === 'class-map') ? 'imagenet' : 'signed'
}
