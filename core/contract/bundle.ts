import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoScope } from '#core/contract/filter'
import { bundleFormatIds } from '#core/model/bundle-format'
import type { JobId } from '#core/model/job'

/** What of a model goes into a bundle. */
export const bundleContent = z.object({
  formats: z.array(z.enum(bundleFormatIds)).min(1),
  /** Photos that travel with the model, to prove that it answers the same elsewhere. */
  golden: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('photos'), photoIds: z.array(z.number().int()).max(100) }),
    /** So many of a scope, reviewed ones first; equal seeds choose equal photos. */
    z.object({ kind: z.literal('sample'), scope: photoScope, count: z.number().int().min(0).max(100), seed: z.number().int().min(0).max(0xffffffff) }),
    z.object({ kind: z.literal('folder'), path: z.string().min(1), count: z.number().int().min(0).max(100), seed: z.number().int().min(0).max(0xffffffff) }),
  ]),
  /** Scores below are not shown by the samples. */
  threshold: z.number().min(0).max(1),
})
export type BundleContent = z.infer<typeof bundleContent>

const bundleOrder = bundleContent.extend({
  modelId: z.string(),
  target: z.object({ kind: z.enum(['folder', 'zip']), path: z.string().min(1) }),
})
export type BundleOrder = z.infer<typeof bundleOrder>

export interface BundleReport {
  readonly jobId: JobId
  readonly path: string
  readonly files: readonly { readonly format: string; readonly path: string; readonly bytes: number; readonly sha256: string }[]
  readonly goldenPhotos: number
  /** Formats and photos that had to be left out. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

export interface BundleCheck {
  readonly path: string
  readonly modelName: string
  readonly formats: readonly string[]
  readonly goldenPhotos: number
  /** What is not as the manifest says, one sentence each; empty when all is well. */
  readonly problems: readonly string[]
}

export const bundleCommands = {
  /** Writes a model with everything that a phone needs, as a job. An earlier bundle at the target is replaced, anything else left alone. */
  'bundle.start': command(bundleOrder).returns<{ readonly jobId: JobId }>(),
  'bundle.report': command(z.object({ jobId: z.number().int() })).returns<BundleReport>(),
  /** Reads a bundle, folder or zip, and compares it with its manifest. */
  'bundle.check': command(z.object({ path: z.string().min(1) })).returns<BundleCheck>(),
} as const
