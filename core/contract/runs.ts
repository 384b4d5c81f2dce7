import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoScope } from '#core/contract/filter'
import type { Job, JobId } from '#core/model/job'
import type { ModelCard } from '#core/model/model-card'
import type { Run, RunFailure, RunId } from '#core/model/run'

/** A model as the window lists it. */
export interface ModelEntry {
  readonly card: ModelCard
  /** False when the file is missing or its sha256 differs; then `problem` says what to do. */
  readonly usable: boolean
  readonly problem: string | null
  /** Photos with an answer of this very file. */
  readonly predictedPhotos: number
  /** Median ms per photo seen on this machine, all steps, null before the first run. */
  readonly photoMs: number | null
}

const runId = z.object({ runId: z.number().int() })
const jobId = z.object({ jobId: z.number().int() })

export const runCommands = {
  'model.list': command(z.object({})).returns<readonly ModelEntry[]>(),
  /** How many photo and model pairs a run would do, before it is started. */
  'run.preview': command(z.object({ scope: photoScope, modelIds: z.array(z.string()).min(1) })).returns<{
    readonly photos: number
    readonly pending: number
  }>(),
  /**
   * `missing` does what has no answer of this model file and settings yet (a failure is an answer), `failed` does that
   * and tries the failed ones again, `all` answers everything again.
   */
  'run.start': command(
    z.object({ scope: photoScope, modelIds: z.array(z.string()).min(1), redo: z.enum(['missing', 'failed', 'all']) }),
  ).returns<{ readonly runId: RunId; readonly jobId: JobId }>(),
  /** Goes on with an interrupted or cancelled run. */
  'run.continue': command(runId).returns<{ readonly jobId: JobId }>(),
  'run.retry-failed': command(runId).returns<{ readonly jobId: JobId }>(),
  /** Newest first. */
  'run.list': command(z.object({})).returns<readonly Run[]>(),
  'run.failures': command(
    z.object({ runId: z.number().int(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
  ).returns<{ readonly total: number; readonly failures: readonly RunFailure[] }>(),
  'job.list': command(z.object({})).returns<readonly Job[]>(),
  'job.pause': command(jobId).returns<null>(),
  'job.resume': command(jobId).returns<null>(),
  'job.cancel': command(jobId).returns<null>(),
} as const

export interface RunEvents {
  /** A job was created, moved on or ended; at most ten times a second per job, the end always. */
  readonly 'job.changed': { readonly job: Job }
}
