import type { ErrorData } from '#core/contract/errors'
import type { FeatureOutcome, FeatureTask, FingerprintOutcome, ModelFile, PredictOutcome, ProbeOutcome, RenderOutcome, RenderTask } from './photo-pool'

/** What a worker is asked to do. */
export type WorkerCall =
  /** `modelKeys` name models that were sent before: a card with a thousand labels is not copied for every photo. */
  | { readonly kind: 'predict'; readonly path: string; readonly modelKeys: readonly string[] }
  | ({ readonly kind: 'features'; readonly modelKey: string } & Omit<FeatureTask, 'model'>)
  | { readonly kind: 'probe'; readonly path: string }
  | { readonly kind: 'render'; readonly task: RenderTask }
  | { readonly kind: 'fingerprint'; readonly path: string }
  | { readonly kind: 'info' }

export interface WorkerFacts {
  readonly decoder: string
  readonly onnxRuntimeVersion: string
}

export interface WorkerResults {
  readonly predict: PredictOutcome
  readonly features: FeatureOutcome
  readonly probe: ProbeOutcome
  readonly render: RenderOutcome
  readonly fingerprint: FingerprintOutcome
  readonly info: WorkerFacts
}

/** What a thread is started with. */
export interface WorkerStart {
  /** One number: the id of the call that was begun last. Read when the thread has died over it. */
  readonly begun: Int32Array
}

export interface NumberedCall {
  readonly id: number
  readonly call: WorkerCall
}

export type NumberedResult =
  | { readonly kind: 'value'; readonly id: number; readonly value: WorkerResults[WorkerCall['kind']] }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorData }

export type ToWorker =
  | { readonly kind: 'model'; readonly key: string; readonly file: ModelFile }
  /** Results are wanted when there are `resultsAtOnce` of them, or nothing is left to do: every message wakes a thread. */
  | { readonly kind: 'calls'; readonly calls: readonly NumberedCall[]; readonly resultsAtOnce: number }
  | { readonly kind: 'close' }

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'results'; readonly results: readonly NumberedResult[] }

/** The same file with the same bytes has the same key. */
export function modelKey(file: ModelFile): string {
  return `${file.card.sha256} ${file.path}`
}
