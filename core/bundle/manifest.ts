import { z } from 'zod'
import { tasks } from '#core/model/prediction'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
const count = z.number().int().nonnegative()
const size = z.object({ width: z.number().int().positive(), height: z.number().int().positive() })
/** With / between folders, inside the bundle. */
const path = z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/u, 'must be a path inside the bundle')

const tensor = z.object({
  name: z.string().min(1),
  dataType: z.enum(['float32', 'uint8', 'int8']),
  layout: z.enum(['NCHW', 'NHWC', 'plain']),
  shape: z.array(z.number().int().positive()),
  /** real = scale x (stored - zeroPoint); only for tensors of 8 bits. */
  quantisation: z.object({ scale: z.number().positive(), zeroPoint: z.number().int() }).exactOptional(),
})
export type BundleTensor = z.infer<typeof tensor>

const modelFile = z.object({
  /** Id of the format, e.g. tflite-int8. */
  format: z.string().min(1),
  path,
  bytes: count,
  sha256,
  input: tensor,
  /** `output` is the name that the desktop's answer code knows it by. */
  outputs: z.array(tensor.extend({ output: z.string().min(1) })),
})
export type BundleModelFile = z.infer<typeof modelFile>

const tag = z.object({ label: z.string(), score: z.number() })
const box = tag.extend({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const area = z.object({ label: z.string(), fraction: z.number() })

const goldenPhoto = z.object({
  name: z.string().min(1),
  /** The upright photo, made smaller, to look at. */
  photo: path,
  /** Upright size of the original, in pixels: answers are in these. */
  upright: size,
  /** sha256 of the original file. */
  sha256,
  /** What goes into the model: little-endian float32, C order, NCHW, scaled and normalised. */
  input: z.object({ path, shape: z.array(z.number().int().positive()) }),
  /** What the desktop's float or QDQ model gave: little-endian float32, C order. */
  outputs: z.record(z.string(), z.object({ path, shape: z.array(z.number().int().nonnegative()) })),
  /** What the desktop says of it, in words of the labels, best first. */
  answer: z.discriminatedUnion('task', [
    z.object({ task: z.literal('classification'), tags: z.array(tag) }),
    z.object({ task: z.literal('detection'), boxes: z.array(box) }),
    z.object({ task: z.literal('segmentation'), areas: z.array(area) }),
  ]),
})
export type GoldenPhoto = z.infer<typeof goldenPhoto>

/** manifest.json of a bundle: everything a program needs to run the model as the desktop does, and to prove that it does. */
export const bundleManifest = z.object({
  format: z.literal('mobilabel-bundle'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  appVersion: z.string(),
  model: z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    family: z.string().min(1),
    task: z.enum(tasks),
    /** Of the desktop's ONNX file, which the other files were made from. */
    sha256,
    licence: z.string(),
    note: z.string(),
    /** How it came about, as the desktop keeps it. */
    lineage: z.unknown().optional(),
  }),
  preprocessing: z.object({
    orientation: z.literal('upright'),
    colour: z.literal('RGB'),
    inputSize: size,
    fit: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('stretch') }),
      z.object({ kind: z.literal('center-crop'), shorterSide: z.number().int().positive() }),
      z.object({ kind: z.literal('pad') }),
    ]),
    /** input = (value / 255 - mean) / std, per channel. */
    mean: z.tuple([z.number(), z.number(), z.number()]),
    std: z.tuple([z.number(), z.number(), z.number()]),
    resize: z.literal('triangle filter, widened when making smaller'),
  }),
  /** Scores below are not shown. */
  threshold: z.number().min(0).max(1),
  labels: z.object({ path, count, ids: z.array(z.number().int()) }),
  files: z.array(modelFile).min(1),
  golden: z.array(goldenPhoto),
  /** Everything else in the bundle. */
  others: z.array(z.object({ path, bytes: count, sha256 })),
})
export type BundleManifest = z.infer<typeof bundleManifest>

export const manifestName = 'manifest.json'
export const manifestSchemaName = 'manifest.schema.json'

/** The JSON Schema of manifest.json, to lie beside it. */
export function manifestSchema(): unknown {
  return z.toJSONSchema(bundleManifest, { unrepresentable: 'any' })
}

/** Reads manifest.json. Throws Error naming the first field that is wrong. */
export function parseManifest(text: string): BundleManifest {
  const parsed = bundleManifest.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a manifest'}`)
}
