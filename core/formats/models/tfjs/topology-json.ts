import { z } from 'zod'

const integer = z.union([z.string(), z.number()])
const text = z.union([z.string(), z.array(z.number())])

const attribute = z.object({
  s: text.optional(),
  i: integer.optional(),
  f: integer.optional(),
  b: z.boolean().optional(),
  type: integer.optional(),
  shape: z
    .object({ dim: z.array(z.object({ size: integer.optional() })).optional(), unknownRank: z.boolean().optional() })
    .optional(),
  list: z.object({ i: z.array(integer).optional(), s: z.array(text).optional() }).optional(),
})

export type TfAttributeJson = z.infer<typeof attribute>

const weight = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.string(),
  quantization: z
    .object({ dtype: z.string(), scale: z.number().optional(), min: z.number().optional(), original_dtype: z.string().optional() })
    .optional(),
})

export type TfWeightJson = z.infer<typeof weight>

const weightsManifest = z.array(z.object({ paths: z.array(z.string()), weights: z.array(weight) }))

export type TfWeightsManifest = z.infer<typeof weightsManifest>

const signature = z.object({ outputs: z.record(z.string(), z.object({ name: z.string() })).optional() })

/** The parts of a TensorFlow.js graph model's model.json that an importer needs. */
export const graphModelJson = z.object({
  modelTopology: z.object({
    node: z.array(
      z.object({
        name: z.string(),
        op: z.string(),
        input: z.array(z.string()).optional(),
        attr: z.record(z.string(), attribute).optional(),
      }),
    ),
  }),
  weightsManifest,
  signature: signature.optional(),
  userDefinedMetadata: z.object({ signature: signature.optional() }).optional(),
})

export type GraphModelJson = z.infer<typeof graphModelJson>
