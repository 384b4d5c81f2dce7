import { z } from 'zod'
import type { BundleModelFile, GoldenPhoto } from '#core/bundle/manifest'
import type { ModelCard } from '#core/model/model-card'

/** A model as the page in the phone's browser gets it; paths begin with / and lead to the page's own server. */
export interface PageModel {
  readonly card: ModelCard
  readonly file: BundleModelFile & { readonly url: string }
  /** Photos with what the desktop answered; paths as in the bundle, below `goldenUrl`. */
  readonly golden: readonly GoldenPhoto[]
  readonly goldenUrl: string
  /** The whole bundle as a zip file, to keep. */
  readonly zip: { readonly url: string; readonly name: string }
}

/** Everything that the page shows. */
export interface PageSession {
  readonly appVersion: string
  /** Scores below are not shown at first. */
  readonly threshold: number
  readonly models: readonly PageModel[]
}

export const pageSessionPath = '/session.json'
export const pageResultPath = '/result'

const duration = z.number().nonnegative().max(3_600_000)

/** What the page sends back of one model. */
export const pageResult = z.object({
  modelId: z.string().min(1).max(200),
  /** WASM or WebGPU, as the browser allowed it. */
  provider: z.enum(['WASM', 'WebGPU']),
  threads: z.number().int().min(1).max(64),
  /** Of ONNX Runtime Web. */
  runtimeVersion: z.string().max(40),
  /** Model of the phone where the browser tells it. */
  phoneModel: z.string().max(80).nullable(),
  loadMs: duration,
  runsMs: z.array(duration).min(1).max(1000),
  parity: z.array(
    z.object({ photo: z.string().max(300), isSame: z.boolean(), maxDifference: z.number().nullable(), agreement: z.number().min(0).max(1), sentence: z.string().max(500) }),
  ).max(100),
  /** What the browser did not allow and why, one sentence each. */
  missing: z.array(z.string().max(300)).max(10),
})
export type PageResult = z.infer<typeof pageResult>
