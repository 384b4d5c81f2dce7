import type { PhotoId } from '#core/model/photo'

export type RunId = number
/** interrupted: the engine ended before the run did; it can go on. */
export type RunState = 'running' | 'paused' | 'interrupted' | 'done' | 'cancelled'

/** One batch of models over photos, as the journal keeps it. */
export interface Run {
  readonly id: RunId
  readonly state: RunState
  readonly modelIds: readonly string[]
  readonly createdAtMs: number
  readonly endedAtMs: number | null
  /** Photo and model pairs. */
  readonly total: number
  readonly done: number
  readonly failed: number
}

/** One photo that a model could not answer. */
export interface RunFailure {
  readonly photoId: PhotoId
  readonly relativePath: string
  readonly modelId: string
  readonly code: string
  readonly reason: string
}
