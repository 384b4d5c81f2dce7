import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { summarisePrediction } from '#core/metrics/prediction-summary'
import { answerSettings } from '#core/model/answer-settings'
import type { JobId, Job } from '#core/model/job'
import type { LabelGeometry } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import type { Box, Prediction, Task } from '#core/model/prediction'
import { exampleCard } from '#core/testing/example-card'
import { createEmitter, type Emitter } from '../emitter'
import { Jobs } from '../jobs'
import { ModelRegistry } from '../services/model-registry'
import { createReviewService } from '../services/review/review'
import type { NewLabel } from '../store/label-store'
import { openStore } from '../store/open-store'
import { PredictionStore } from '../store/prediction-store'
import type { Store } from '../store/store'
import { temporaryFolder } from './temporary-folder'
import { writeTinyModels } from './tiny-models'

export const photoSize = { width: 4, height: 3 } as const

/** A review over a real project file with photos that no scan has seen and answers written by hand. */
export interface TestReview {
  readonly path: string
  readonly store: Store
  readonly jobs: Jobs
  readonly review: ReturnType<typeof createReviewService>
  /** Photo ids of each `label.changed`. */
  readonly labelChanges: (readonly PhotoId[])[]
  readonly classChanges: () => number
  readonly on: Emitter['on']
  /** Lists photos "1.jpg", "2.jpg", … as read; ids are 1, 2, …. */
  addPhotos(count: number): void
  /** Stores an answer as a run does. */
  predict(card: ModelCard, photoId: PhotoId, prediction: Prediction): void
  ended(jobId: JobId): Promise<Job>
}

export async function openTestReview(): Promise<TestReview> {
  const folder = temporaryFolder()
  const path = join(folder, 'test.mobilabel')
  const resourcesPath = join(folder, 'resources')
  writeTinyModels(resourcesPath)
  const store = await openStore(path)
  const { emit, on } = createEmitter((error) => {
    throw error
  })
  const jobs = new Jobs((job) => emit('job.changed', { job }))
  const labelChanges: (readonly PhotoId[])[] = []
  let classChanges = 0
  on('label.changed', ({ photoIds }) => labelChanges.push(photoIds))
  on('class.changed', () => {
    classChanges += 1
  })
  const registry = new ModelRegistry(resourcesPath)
  const review = createReviewService({ store, jobs, emit, registry })
  onTestFinished(async () => {
    await jobs.close()
    store.close()
  })
  return {
    path,
    store,
    jobs,
    review,
    labelChanges,
    classChanges: () => classChanges,
    on,
    addPhotos: (count) => addPhotos(store, count),
    predict: (card, photoId, prediction) => predict(store, card, photoId, prediction),
    ended: (jobId) => jobs.ended(jobId),
  }
}

export function addPhotos(store: Store, count: number): void {
  const scan = store.scans.begin(store.folders.add('/photos', 1), 1)
  const files = Array.from({ length: count }, (_value, index) => ({ relativePath: `${index + 1}.jpg`, bytes: 1, modifiedMs: index }))
  store.scans.recordFound(scan, files, 1)
  store.connection.run(
    "UPDATE photos SET state = 'present', format = 'jpeg', width = :width, height = :height, content_hash = 'hash ' || photo_id",
    { ...photoSize },
  )
}

function predict(store: Store, card: ModelCard, photoId: PhotoId, prediction: Prediction): void {
  const contentHash = store.photos.byIds([photoId])[0]?.contentHash ?? ''
  store.connection.transaction(() => {
    const key = { photoId, modelKey: store.models.ensure(card), settings: answerSettings(card), contentHash, runId: 1, madeAtMs: 1, elapsedMs: 1 }
    new PredictionStore(store.connection).saveAnswer(key, prediction, summarisePrediction(prediction, card.labels))
  })
}

export function modelOf(task: Task, id: string, ...names: readonly string[]): ModelCard {
  return exampleCard({ id, name: `Model ${id}`, sha256: `sha of ${id}`, task, labels: names.map((name, number) => ({ id: number, name })) })
}

/** Tags with these scores, by class index; best first. */
export function tags(...scores: readonly (readonly [index: number, score: number])[]): Prediction {
  return { task: 'classification', tags: scores.map(([index, score]) => ({ index, score })), entropy: 0.5 }
}

/** Boxes of 2 x 2 pixels at x. */
export function boxes(...items: readonly (readonly [index: number, score: number, x: number])[]): Prediction {
  return { task: 'detection', boxes: items.map(([index, score, x]): Box => ({ index, score, x, y: 0, width: 2, height: 2 })) }
}

/** A mask of the photo's size, class indices row by row. */
export function mask(...classes: readonly number[]): Prediction {
  const counts = new Map<number, number>()
  for (const index of classes) counts.set(index, (counts.get(index) ?? 0) + 1)
  return {
    task: 'segmentation',
    mask: packMask(Uint8Array.from(classes), photoSize),
    areas: [...counts].map(([index, count]) => ({ index, fraction: count / classes.length })).sort((a, b) => b.fraction - a.fraction),
  }
}

/** A label a person drew. */
export function drawn(id: string, classId: number, geometry: LabelGeometry = { kind: 'tag' }): NewLabel {
  return { id, classId, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }
}
