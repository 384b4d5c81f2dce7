import { AppError } from '#core/contract/errors'
import type { ImportCheck } from '#core/contract/model-import'
import type { ImportChoices } from '#core/model/import-choices'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { prepareSource } from '#core/zoo/import/prepare-source'
import { inputDims, standardGraph } from '#core/zoo/import/standard-graph'
import type { NumberTensor } from '../../runtime/run-model-once'
import { runModelOnce } from '../../runtime/run-model-once'
import { noiseInput } from './noise-input'
import type { ModelSource } from './read-source'

/** Differences by another order of the same additions stay far below this share of the largest number. */
const tolerance = 1e-3
/** Codes may be rounded to the neighbour, in this share of places. */
const flippedShare = 0.02

/**
 * Runs the file and its rewritten graph on the same picture of noise and compares every output that the choices read.
 * Throws AppError `unsupported-model` when they differ, naming the output, or when the rewritten graph does not run.
 */
export async function compareWithFile(source: ModelSource, choices: ImportChoices): Promise<ImportCheck> {
  const names = outputsOf(choices)
  const { graph, kept } = standardGraph(source.graph, choices, names)
  const input = noiseInput(prepareSource(source.graph), choices, inputDims(source.graph, choices.input))
  const rewritten = await runModelOnce(encodeModel(graph), { dataType: 'float32', data: input.standard, dims: [1, 3, choices.input.size.height, choices.input.size.width] })
  let own: Outputs
  try {
    own = await runModelOnce(source.original, input.own)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { kind: 'not-comparable', reason: error.message }
  }
  let largestDifference = 0
  for (const name of names) {
    const difference = differenceOf(name, own[name], rewritten[kept.get(name) ?? name])
    largestDifference = Math.max(largestDifference, difference)
  }
  return { kind: 'same', largestDifference }
}

type Outputs = Awaited<ReturnType<typeof runModelOnce>>

/** Names of the outputs a reading looks at. */
function outputsOf({ reading, input }: ImportChoices): string[] {
  const strings = (value: object): string[] =>
    Object.entries(value).flatMap(([key, inner]) => {
      if (typeof inner === 'object' && inner !== null) return strings(inner)
      return ['output', 'boxes', 'scores', 'classes', 'count', 'name'].includes(key) && typeof inner === 'string' ? [inner] : []
    })
  return strings(reading).filter((name) => name !== input.name)
}

/** Largest difference as a share of the largest number. */
function differenceOf(name: string, own: NumberTensor | undefined, rewritten: NumberTensor | undefined): number {
  if (own === undefined || rewritten === undefined) throw new AppError('unsupported-model', `The model gave no output "${name}".`)
  const a = own.values
  const b = rewritten.values
  const isCoded = own.dataType === 'uint8' || own.dataType === 'int8'
  const size = a.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6)
  let largest = 0
  let beyond = 0
  a.forEach((value, at) => {
    const difference = Math.abs(value - (b[at] ?? Number.NaN)) / size
    if (!(difference <= (isCoded ? 2 / size : tolerance))) beyond++
    if (!(difference <= largest)) largest = difference
  })
  if (a.length === b.length && beyond <= (isCoded ? flippedShare * a.length : 0)) return largest
  throw new AppError('unsupported-model', `After rewriting, the output "${name}" differs from the file's own by ${(largest * 100).toPrecision(2)} % in ${beyond} of ${a.length} places.`, {
    hint: 'The model was not taken in. Another operator set or exporter may help.',
  })
}
