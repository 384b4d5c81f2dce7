import { z } from 'zod'
import { familyIds } from '#core/model/model-card'
import { scoreKinds } from '#core/model/model-card'
import { tasks } from '#core/model/prediction'

const channels = z.tuple([z.number(), z.number(), z.number()])
const positive = z.number().int().positive()
const count = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits in lower case')

const share = z.number().min(0).max(1)
const madeFrom = z.object({ modelId: z.string().min(1), name: z.string(), sha256, bytes: positive })

const quantized = z.object({
  kind: z.literal('quantized'),
  madeFrom,
  createdAtMs: z.number(),
  settings: z.record(z.string(), z.unknown()),
  reason: z.string(),
  calibration: z.object({ photos: count, heldOutPhotos: count, skippedPhotos: count, seed: z.number() }),
  report: z.object({
    photos: count,
    agreement: share,
    verdict: z.object({ kind: z.enum(['recommended', 'not-recommended']), reason: z.string() }),
    layers: z.object({ integer: count, folded: count, float: count }).nullable(),
  }),
})

const tuned = z.object({
  kind: z.literal('tuned'),
  madeFrom,
  createdAtMs: z.number(),
  settings: z.record(z.string(), z.unknown()),
  data: z.object({ sha256, trainPhotos: count, validationPhotos: count, testPhotos: count, classes: z.array(z.string()) }),
  report: z.object({ metric: z.string(), photos: count, before: share.nullable(), after: share, interval: z.tuple([share, share]) }),
})

const imported = z.object({
  kind: z.literal('imported'),
  createdAtMs: z.number(),
  format: z.enum(['onnx', 'tfjs', 'tflite']),
  fileName: z.string(),
  sha256,
  catalogueId: z.string().nullable(),
})

const lineage = z.discriminatedUnion('kind', [quantized, tuned, imported])

/** The JSON of a model card, from a manifest or from beside a version's file. */
export const modelCardSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  family: z.enum(familyIds),
  task: z.enum(tasks),
  widthMultiplier: z.number().positive(),
  inputSize: z.object({ width: positive, height: positive }),
  file: z.string().regex(/^[^/\\]+$/u, 'must be a file name without a folder'),
  sha256,
  bytes: positive,
  parameters: positive,
  labels: z
    .array(z.object({ id: z.number().int(), name: z.string(), key: z.string().exactOptional() }))
    .min(1),
  normalisation: z.object({ mean: channels, std: channels }),
  fit: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stretch') }),
    z.object({ kind: z.literal('center-crop'), shorterSide: positive }),
    z.object({ kind: z.literal('pad') }),
  ]),
  outputs: z.array(z.string()).min(1),
  scores: z.enum(scoreKinds).exactOptional(),
  dynamicBatch: z.boolean(),
  licence: z.string(),
  sources: z.array(z.object({ package: z.string(), version: z.string(), path: z.string(), licence: z.string() })),
  note: z.string(),
  lineage: lineage.exactOptional(),
})
