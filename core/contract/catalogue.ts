import { z } from 'zod'
import { command } from '#core/contract/command'
import type { CatalogueEntry } from '#core/model/catalogue'
import type { JobId } from '#core/model/job'

/** How far a model of the catalogue is from being used. */
export type CatalogueState =
  | { readonly kind: 'not-fetched' }
  /** A fetch was cut off; the next one goes on from there. */
  | { readonly kind: 'partly-fetched'; readonly bytes: number }
  | { readonly kind: 'fetching'; readonly jobId: JobId }
  | { readonly kind: 'fetched'; readonly modelId: string }

export interface CatalogueItem {
  readonly entry: CatalogueEntry
  readonly state: CatalogueState
}

export const catalogueCommands = {
  /** What can be fetched. Nothing is asked of the network. */
  'catalogue.list': command(z.object({})).returns<readonly CatalogueItem[]>(),
  /** Fetches one model and takes it in, as a job; the only command that uses the network. Cancelling removes what has come. */
  'catalogue.fetch': command(z.object({ id: z.string() })).returns<{ readonly jobId: JobId }>(),
} as const
