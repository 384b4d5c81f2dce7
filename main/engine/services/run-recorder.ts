import type { ErrorCode } from '#core/contract/errors'
import { summarisePrediction } from '#core/metrics/prediction-summary'
import type { FolderId, PhotoId, PhotoState } from '#core/model/photo'
import type { RunId } from '#core/model/run'
import type { ModelAnswer, ModelFile, PredictOutcome, StepTimes } from '../runtime/photo-pool'
import type { Connection } from '../store/connection'
import { PredictionStore, type AnswerKey, type FailedAnswer } from '../store/prediction-store'
import type { Claim, RunJournal } from '../store/run-journal'
import type { RunModel } from '../store/run-store'
import type { ScanStore } from '../store/scan-store'
import type { Patience } from '../store/write-turns'

export interface UsedModel extends RunModel {
  readonly file: ModelFile
}

export interface FinishedPhoto {
  readonly claim: Claim
  readonly outcome: PredictOutcome
}

export interface RecordedCounts {
  readonly done: number
  readonly failed: number
  /** Photos with at least one new answer or failure. */
  readonly photoIds: readonly PhotoId[]
  /** Folders with photos whose own facts turned out to be others than the scan's. */
  readonly folderIds: readonly FolderId[]
}

interface KnownPhoto {
  readonly folderId: FolderId
  readonly state: PhotoState
  readonly contentHash: string | null
}

type RefusedOutcome = Extract<PredictOutcome, { kind: 'refused' }>
type AnsweredOutcome = Extract<PredictOutcome, { kind: 'answers' }>

/** Failures that tell something lasting about the file. */
const stateOfCode: Partial<Record<ErrorCode, 'refused' | 'damaged' | 'missing'>> = {
  'not-found': 'missing',
  'image-damaged': 'damaged',
  'not-an-image': 'damaged',
  'unsupported-image': 'refused',
  'image-too-large': 'refused',
}

/** Failures that tell nothing about the bytes: an answer from before stays true. */
const fileOutOfReach: ReadonlySet<string> = new Set<ErrorCode>(['not-found', 'cannot-read', 'engine-stopped'])

function totalMs(times: StepTimes): number {
  return times.readMs + times.decodeMs + times.prepareMs + times.inferMs + times.answerMs
}

/** Writes what the workers found out: answers, the journal and the photo's own facts, together or not at all. */
export class RunRecorder {
  readonly #connection: Connection
  readonly #journal: RunJournal
  readonly #scans: ScanStore
  readonly #predictions: PredictionStore
  readonly #now: () => number

  constructor(parts: { connection: Connection; journal: RunJournal; scans: ScanStore; now: () => number }) {
    this.#connection = parts.connection
    this.#journal = parts.journal
    this.#scans = parts.scans
    this.#predictions = new PredictionStore(parts.connection)
    this.#now = parts.now
  }

  /** Waits for another program's write as long as it takes, or as `patience` says; when it rejects nothing is written. */
  record(runId: RunId, models: ReadonlyMap<number, UsedModel>, finished: readonly FinishedPhoto[], patience: Patience): Promise<RecordedCounts> {
    return this.#connection.transactionWhenFree(() => {
      const counts = { done: 0, failed: 0 }
      const photoIds: PhotoId[] = []
      const folderIds = new Set<FolderId>()
      for (const photo of finished) {
        const known = this.#known(photo.claim.photoId)
        if (known === undefined) continue
        photoIds.push(photo.claim.photoId)
        if (this.#refresh(photo, known)) folderIds.add(known.folderId)
        for (const modelKey of photo.claim.modelKeys) {
          const model = models.get(modelKey)
          if (model !== undefined) this.#recordPair(runId, model, photo, known, counts)
        }
      }
      this.#journal.settle(runId, finished.map(({ claim }) => claim.photoId), counts)
      return { ...counts, photoIds, folderIds: [...folderIds] }
    }, patience)
  }

  /** A failure that no worker reported. */
  recordFailure(runId: RunId, model: RunModel, photo: { photoId: PhotoId; contentHash: string | null }, failure: FailedAnswer): void {
    if (this.#predictions.hasAnswer(photo.photoId, model.modelKey)) return
    this.#predictions.saveFailure(this.#key(runId, model, photo.photoId, photo.contentHash ?? '', 0), failure)
  }

  #recordPair(runId: RunId, model: UsedModel, photo: FinishedPhoto, known: KnownPhoto, counts: { done: number; failed: number }): void {
    const { claim, outcome } = photo
    const answer = outcome.kind === 'answers' ? outcome.answers.find(({ modelId }) => modelId === model.file.card.id) : undefined
    const failure = failureOf(outcome, answer)
    if (!this.#journal.finish(runId, claim.photoId, model.modelKey, failure)) return
    const hash = outcome.contentHash ?? known.contentHash ?? ''
    const key = this.#key(runId, model, claim.photoId, hash, answer === undefined ? 0 : totalMs(answer.times))
    if (failure !== null) {
      counts.failed += 1
      const keepsOld = fileOutOfReach.has(failure.code) && this.#predictions.hasAnswer(claim.photoId, model.modelKey)
      if (!keepsOld) this.#predictions.saveFailure(key, failure)
    } else if (answer?.outcome.kind === 'answer') {
      counts.done += 1
      const { prediction } = answer.outcome
      this.#predictions.saveAnswer(key, prediction, summarisePrediction(prediction, model.file.card.labels))
    }
  }

  #key(runId: RunId, model: RunModel, photoId: PhotoId, contentHash: string, elapsedMs: number): AnswerKey {
    return { photoId, modelKey: model.modelKey, settings: model.settings, contentHash, runId, madeAtMs: this.#now(), elapsedMs }
  }

  #known(photoId: PhotoId): KnownPhoto | undefined {
    return this.#connection.get<KnownPhoto>('SELECT folder_id AS folderId, state, content_hash AS contentHash FROM photos WHERE photo_id = ?', [photoId])
  }

  /** Brings the photo's row in line with the file that was read; false when nothing had changed. */
  #refresh({ claim, outcome }: FinishedPhoto, known: KnownPhoto): boolean {
    return outcome.kind === 'answers' ? this.#refreshRead(claim, outcome, known) : this.#refreshRefused(claim, outcome, known)
  }

  #refreshRead(claim: Claim, outcome: AnsweredOutcome, known: KnownPhoto): boolean {
    if (known.state === 'present' && known.contentHash === outcome.contentHash) return false
    this.#scans.recordPresent(claim.photoId, outcome)
    this.#connection.run('UPDATE photos SET bytes = ?, modified_ms = ? WHERE photo_id = ?', [outcome.bytes, outcome.modifiedMs, claim.photoId])
    return true
  }

  #refreshRefused(claim: Claim, outcome: RefusedOutcome, known: KnownPhoto): boolean {
    const state = stateOfCode[outcome.code]
    if (state === undefined || state === known.state) return false
    this.#scans.recordRefused(claim.photoId, { state, contentHash: outcome.contentHash, code: outcome.code, reason: outcome.reason })
    return true
  }
}

function failureOf(outcome: PredictOutcome, answer: ModelAnswer | undefined): FailedAnswer | null {
  if (outcome.kind === 'refused') return { code: outcome.code, reason: outcome.reason }
  if (answer === undefined) return { code: 'internal', reason: 'The worker gave no answer for this model.' }
  return answer.outcome.kind === 'answer' ? null : { code: answer.outcome.code, reason: answer.outcome.reason }
}
