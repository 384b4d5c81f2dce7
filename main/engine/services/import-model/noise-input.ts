import { AppError } from '#core/contract/errors'
import type { ImportChoices } from '#core/model/import-choices'
import type { Graph } from '#core/onnx/graph'
import { numberToFloat16 } from '#core/onnx/float16'
import { tensorNumbers } from '#core/onnx/tensor'
import { inputQuantizer } from '#core/zoo/import/standard-input'
import type { RawInput } from '../../runtime/run-model-once'

/** One picture of noise as both graphs take it. */
export interface NoiseInput {
  /** [1, 3, height, width], red first, normalised. */
  readonly standard: Float32Array
  /** In the file's own axes, order of colours and element type. */
  readonly own: RawInput
}

/** Numerical Recipes' linear congruential generator: equal pictures on every machine. */
function noise(length: number): Uint8Array {
  let state = 20_260_101
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Computed straight from the choices, apart from the rewriting that it is to check. */
export function noiseInput(graph: Graph, choices: ImportChoices, dims: readonly number[]): NoiseInput {
  const { input } = choices
  const { width, height } = input.size
  const area = width * height
  const pixels = noise(3 * area)
  const standard = Float32Array.from(pixels, (value, at) => {
    const channel = Math.floor(at / area)
    return (value / 255 - (input.normalisation.mean[channel] ?? 0)) / (input.normalisation.std[channel] ?? 1)
  })
  const real = new Float32Array(3 * area)
  for (let channel = 0; channel < 3; channel++) {
    const from = input.channels === 'bgr' ? 2 - channel : channel
    for (let pixel = 0; pixel < area; pixel++) {
      real[input.layout === 'channels-last' ? pixel * 3 + channel : channel * area + pixel] = standard[from * area + pixel] ?? 0
    }
  }
  return { standard, own: { ...encoded(graph, input.name, real), dims } }
}

type Encoder = (real: Float32Array, graph: Graph, name: string) => Omit<RawInput, 'dims'>

const codes = (real: Float32Array, graph: Graph, name: string, plainOffset: number, low: number): readonly number[] => {
  const reader = inputQuantizer(graph, name)
  const [scale = 1, zero = plainOffset] = (reader?.inputs.slice(1) ?? []).map((constant) => {
    const tensor = graph.initializers.get(constant)
    return tensor === undefined ? 0 : (tensorNumbers(tensor)[0] ?? 0)
  })
  return Array.from(real, (value) => clamp(Math.round(value / scale) + (reader === null ? plainOffset : zero), low, low + 255))
}

const encoders: Readonly<Record<string, Encoder>> = {
  float32: (real) => ({ dataType: 'float32', data: real }),
  float16: (real) => ({ dataType: 'float16', data: Uint16Array.from(real, numberToFloat16) }),
  uint8: (real, graph, name) => ({ dataType: 'uint8', data: Uint8Array.from(codes(real, graph, name, 0, 0)) }),
  int8: (real, graph, name) => ({ dataType: 'int8', data: Int8Array.from(codes(real, graph, name, -128, -128)) }),
}

function encoded(graph: Graph, name: string, real: Float32Array): Omit<RawInput, 'dims'> {
  const dataType = graph.inputs.find((input) => input.name === name)?.dataType ?? 'float32'
  const encode = encoders[dataType]
  if (encode === undefined) throw new AppError('unsupported-model', `The input "${name}" holds ${dataType} numbers, which photos cannot be turned into.`)
  return encode(real, graph, name)
}
