import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { NpyArray } from '#core/formats/arrays/npy'
import { readNpy } from '#core/formats/arrays/npy'
import type { ModelCard } from '#core/model/model-card'
import type { FloatTensor } from '#core/zoo/family'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'
import type { ModelFile } from '../../engine/runtime/photo-pool'
import { openModelSession } from '../../engine/runtime/model-session'
import type { QualityBench, QualityCheck } from './quality-bench'
import { modelOf } from './quality-bench'
import type { QualityRow } from './quality-row'
import { readExactPicture } from './read-exact-picture'

const index = z.record(z.string(), z.object({ input: z.string(), outputs: z.record(z.string(), z.array(z.number())) }))

type ReferenceIndex = z.infer<typeof index>

/** Model that each kind of reference was computed with, by the part of its name before the last hyphen. */
const models: ReadonlyMap<string, ModelCard['id']> = new Map([
  ['mobilenet_v2', 'mobilenet_v2_1.0_224'],
  ['ssdlite', 'ssdlite_mobilenet_v2_300'],
  ['deeplab', 'deeplabv3_mobilenet_v2_513'],
])

interface Comparison {
  readonly largestAllowed: number
  /** Our numbers in the reference's order. */
  readonly ours: (outputs: Readonly<Record<string, FloatTensor>>, reference: NpyArray) => Float32Array
}

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['scores', { largestAllowed: 1e-4, ours: (outputs) => output(outputs, 'scores').data }],
  [
    'boxes',
    {
      largestAllowed: 1e-3,
      ours: (outputs) => decodeSsdBoxes(output(outputs, 'box_encodings').data, output(outputs, 'anchors').data),
    },
  ],
  [
    'logits',
    {
      largestAllowed: 1e-3,
      ours: (outputs, reference) => {
        const logits = output(outputs, 'logits')
        return reference.dims.length === 4 ? channelsLast(logits) : logits.data
      },
    },
  ],
])

/** Largest difference between the shipped models and the same models run by other tools, per reference output. */
export const checkParity: QualityCheck = async (bench) => {
  const entries = index.parse(JSON.parse(await readFile(join(bench.referenceFolder, 'index.json'), 'utf8')))
  const rows: QualityRow[] = []
  for (const [kind, id] of models) {
    const model = modelOf(bench, id)
    const session = await openModelSession(model)
    try {
      for (const [name, entry] of Object.entries(entries).filter(([key]) => key.replace(/-[^-]*$/, '') === kind)) {
        const input = await prepareExact(bench, model, entry.input)
        rows.push(...(await compare(bench, name, entry, await session.run(input))))
      }
    } finally {
      await session.close()
    }
  }
  return rows
}

async function compare(
  bench: QualityBench,
  name: string,
  entry: ReferenceIndex[string],
  outputs: Readonly<Record<string, FloatTensor>>,
): Promise<QualityRow[]> {
  return Promise.all(
    Object.keys(entry.outputs).map(async (key) => {
      const reference = readNpy(await readFile(join(bench.referenceFolder, `${name}.${key}.npy`)))
      const comparison = comparisons.get(key)
      if (comparison === undefined) throw new Error(`no comparison for the reference output "${key}"`)
      return {
        what: `${name}: largest difference of ${key}`,
        measured: largestDifference(comparison.ours(outputs, reference), reference.data),
        bar: { kind: 'at-most', value: comparison.largestAllowed },
        reference: null,
      }
    }),
  )
}

/** A picture that has exactly the input's size, normalised as the card says. */
async function prepareExact(bench: QualityBench, model: ModelFile, file: string): Promise<FloatTensor> {
  const image = await readExactPicture(join(bench.referenceFolder, file), model.card.inputSize)
  return preparePhoto({ ...model.card, fit: { kind: 'stretch' } }, image).tensor
}

function output(outputs: Readonly<Record<string, FloatTensor>>, name: string): FloatTensor {
  const tensor = outputs[name]
  if (tensor === undefined) throw new Error(`the model gave no output "${name}"`)
  return tensor
}

/** [1, C, H, W] in the order [1, H, W, C]. */
function channelsLast({ dims, data }: FloatTensor): Float32Array {
  const [, channels = 0, height = 0, width = 0] = dims
  const pixels = height * width
  const result = new Float32Array(data.length)
  for (let channel = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < pixels; pixel++) result[pixel * channels + channel] = data[channel * pixels + pixel] ?? 0
  }
  return result
}

function largestDifference(ours: Float32Array, theirs: Float32Array): number {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} numbers are compared with ${theirs.length}`)
  return ours.reduce((largest, value, position) => Math.max(largest, Math.abs(value - (theirs[position] ?? NaN))), 0)
}
