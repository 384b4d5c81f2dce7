import { AppError } from '#core/contract/errors'
import type { Tensor, TensorOf } from '#core/onnx/tensor'
import type { ConvNormWeights, InvertedResidualWeights, MobilenetV2Weights } from './mobilenet-v2-weights'

/**
 * MobileNetV2 weights from the keys of PyTorch models: `features.0` to `features.18` with convolutions and batch norms
 * in order, however deeply nested (torchvision nests one level more than earlier code), and `classifier.weight` or `classifier.1.weight`.
 * Throws AppError `unsupported-model` naming what is missing.
 */
export function mobilenetV2FromStateDict(state: ReadonlyMap<string, Tensor>): MobilenetV2Weights {
  const count = Math.max(-1, ...[...state.keys()].map((key) => Number(/^features\.(\d+)\./.exec(key)?.[1] ?? -1))) + 1
  const stages = Array.from({ length: count }, (_, index) => stageOf(state, index))
  const stem = stages[0]?.[0]
  const last = stages[count - 1]?.[0]
  if (stem === undefined || last === undefined || count < 3) throw refusal('its feature layers are missing')
  const classifier = state.has('classifier.weight') ? 'classifier' : 'classifier.1'
  return {
    stem,
    blocks: stages.slice(1, -1).map(blockOf),
    last,
    classifier: { weight: floats(state, `${classifier}.weight`), bias: floats(state, `${classifier}.bias`) },
  }
}

/** Convolutions of one stage, each with the batch norm that stands at the same place among the batch norms. */
function stageOf(state: ReadonlyMap<string, Tensor>, index: number): ConvNormWeights[] {
  const prefixes = [...state.keys()]
    .filter((key) => key.startsWith(`features.${index}.`) && key.endsWith('.weight'))
    .map((key) => key.slice(0, -'.weight'.length))
    .toSorted(comparePaths)
  const convolutions = prefixes.filter((prefix) => state.get(`${prefix}.weight`)?.dims.length === 4)
  const norms = prefixes.filter((prefix) => state.get(`${prefix}.weight`)?.dims.length === 1)
  if (convolutions.length !== norms.length) throw refusal(`features.${index} has convolutions without batch norm`)
  return convolutions.map((convolution, position) => ({
    weight: floats(state, `${convolution}.weight`),
    gamma: floats(state, `${norms[position] ?? ''}.weight`),
    beta: floats(state, `${norms[position] ?? ''}.bias`),
    mean: floats(state, `${norms[position] ?? ''}.running_mean`),
    variance: floats(state, `${norms[position] ?? ''}.running_var`),
  }))
}

function blockOf(stage: readonly ConvNormWeights[], position: number): InvertedResidualWeights {
  const [project, depthwise, expand = null, ...rest] = stage.toReversed()
  if (project === undefined || depthwise === undefined || rest.length > 0) {
    throw refusal(`features.${position + 1} has ${stage.length} convolutions`)
  }
  return { expand, depthwise, project }
}

/** Order of module paths: numbers by value, so that `conv.10` comes after `conv.2`. */
function comparePaths(a: string, b: string): number {
  const left = a.split('.')
  const right = b.split('.')
  for (let level = 0; level < Math.min(left.length, right.length); level += 1) {
    const difference = Number(left[level]) - Number(right[level])
    if (difference !== 0 && !Number.isNaN(difference)) return difference
  }
  return left.length - right.length
}

function floats(state: ReadonlyMap<string, Tensor>, key: string): TensorOf<'float32'> {
  const tensor = state.get(key)
  if (tensor?.dataType !== 'float32') throw refusal(tensor === undefined ? `"${key}" is missing` : `"${key}" is ${tensor.dataType}`)
  return tensor
}

function refusal(reason: string): AppError {
  return new AppError('unsupported-model', `These weights are no MobileNetV2: ${reason}.`)
}
