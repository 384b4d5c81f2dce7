import type { ErrorData } from '#core/contract/errors'

export type JobId = number
export type JobKind = 'scan' | 'run' | 'review' | 'import' | 'export' | 'fingerprint' | 'quantize' | 'bundle' | 'push' | 'bench' | 'model-import' | 'model-fetch' | 'tune' | 'evaluation' | 'maintenance'
/** running and paused can change; done, failed and cancelled are the one end of a job. */
export type JobState = 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'

export interface JobProgress {
  /** Items finished, the failed and skipped ones included. */
  readonly done: number
  /** null while the amount is still being counted. */
  readonly total: number | null
  readonly failed: number
  readonly skipped: number
  /** Items per second over the last seconds, null until known. */
  readonly perSecond: number | null
  readonly remainingMs: number | null
  /** What is being done now, a few words; of jobs of several steps. */
  readonly step?: string
}

export interface Job {
  readonly id: JobId
  readonly kind: JobKind
  readonly title: string
  readonly state: JobState
  readonly progress: JobProgress
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly error: ErrorData | null
  /** Set for kind "run". */
  readonly runId: number | null
  readonly canPause: boolean
}
