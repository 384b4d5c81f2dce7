import { AppError } from '#core/contract/errors'
import type { FamilyId } from '#core/model/model-card'
import type { Graph } from '#core/onnx/graph'
import { changeOutputStride } from '#core/onnx/variants/change-output-stride'
import { freeInput } from '#core/onnx/variants/free-input'
import type { Variant } from '#core/onnx/variants/variant'
import { buildRandomDeeplabv3 } from '#core/zoo/builders/build-random-deeplabv3'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import { buildRandomSsdlite } from '#core/zoo/builders/build-random-ssdlite'
import type { OutputStride } from '#core/zoo/builders/mobilenet-v2-backbone'
import { resizeModel } from '#core/zoo/builders/resize-model'
import { families } from '#core/zoo/families'
import { readModelGraph } from '../model-graph'
import { numberOption } from '../parse-options'
import { pictureSize } from '../picture-size'

/** What was asked for, as typed. */
export interface BuildRequest {
  readonly name: string
  readonly model: string | undefined
  readonly width: string | undefined
  readonly size: string | undefined
  readonly classes: string | undefined
  readonly seed: string | undefined
  readonly outputStride: string | undefined
  readonly rates: string | undefined
  readonly imagePooling: 'with' | 'without'
  readonly anySize: boolean
}

type BuildPlan = (request: BuildRequest) => Graph | Promise<Graph>

/** Every thing that can be built, by the word people type. */
export const buildPlans: Readonly<Record<string, BuildPlan>> = {
  'mobilenet-v2': (request) =>
    buildRandomMobilenetV2({ ...common(request), inputSize: pictureSize('--size', request.size ?? '224'), classes: wholeOption('--classes', request.classes ?? '1000', 1, 100_000) }),
  'ssdlite-mobilenet-v2': (request) => {
    const size = pictureSize('--size', request.size ?? '300')
    if (size.width !== size.height) throw new AppError('bad-input', 'SSDLite takes square pictures.', { hint: 'Give --size one number.' })
    return buildRandomSsdlite({ ...common(request), inputPx: size.width, classColumns: wholeOption('--classes', request.classes ?? '80', 1, 100_000) })
  },
  'deeplabv3-mobilenet-v2': (request) =>
    buildRandomDeeplabv3({
      ...common(request),
      inputSize: pictureSize('--size', request.size ?? '513'),
      outputStride: outputStrideOption(request.outputStride ?? '16'),
      atrousRates: (request.rates ?? '').split(',').filter(Boolean).map((rate) => wholeOption('--rates', rate, 1, 100)),
      imagePooling: request.imagePooling,
      classes: wholeOption('--classes', request.classes ?? '21', 1, 100_000),
    }),
  variant: buildVariant,
}

function common({ name, width, seed }: BuildRequest): { name: string; widthMultiplier: number; seed: number } {
  return { name, widthMultiplier: numberOption('--width', width ?? '1', 0.1, 4), seed: wholeOption('--seed', seed ?? '1', 0, 2 ** 31) }
}

async function buildVariant(request: BuildRequest): Promise<Graph> {
  if (request.model === undefined) throw new AppError('bad-input', 'build variant needs the model to start from.', { hint: 'An ONNX file or the id of a shipped model.' })
  if (request.outputStride === undefined && request.size === undefined && !request.anySize) {
    throw new AppError('bad-input', 'build variant needs --size, --any-size or --output-stride.')
  }
  let graph = await readModelGraph(request.model)
  if (request.outputStride !== undefined) graph = graphOf(changeOutputStride(graph, outputStrideOption(request.outputStride)), '--output-stride')
  if (request.size !== undefined) graph = graphOf(resizeModel(familyOf(graph), graph, pictureSize('--size', request.size)), '--size')
  if (request.anySize) graph = graphOf(freeInput(graph), '--any-size')
  return { ...graph, name: request.name }
}

function familyOf(graph: Graph): FamilyId {
  const told = graph.metadata.get('family')
  const family = Object.values(families).find(({ id }) => id === told)
  if (family === undefined) throw new AppError('unsupported-model', 'The file does not tell its family, so its size cannot be changed safely.', { hint: `Families: ${Object.keys(families).join(', ')}.` })
  return family.id
}

function graphOf(variant: Variant, option: string): Graph {
  if (variant.kind === 'derived') return variant.graph
  throw new AppError('unsupported-model', `${option} cannot be applied to this model: ${variant.reason}.`)
}

const outputStrides: readonly OutputStride[] = [8, 16, 32]

function outputStrideOption(text: string): OutputStride {
  const stride = outputStrides.find((candidate) => String(candidate) === text)
  if (stride === undefined) throw new AppError('bad-input', `--output-stride must be one of ${outputStrides.join(', ')}, not "${text}".`)
  return stride
}

function wholeOption(name: string, text: string, minimum: number, maximum: number): number {
  const value = numberOption(name, text, minimum, maximum)
  if (!Number.isInteger(value)) throw new AppError('bad-input', `${name} must be a whole number, not "${text}".`)
  return value
}
