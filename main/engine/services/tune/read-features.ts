import { join } from 'node:path'
import { seededRandom } from '#core/random/seeded-random'
import type { TuneOrder, TuneReport } from '#core/contract/tune'
import type { PhotoId } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import { chooseViews } from '#core/tune/augment/choose-views'
import { plainView, type Augmentation } from '#core/tune/photo-view'
import { shuffledIndexes } from '#core/tune/shuffled-indexes'
import { settleAll } from '../../settle-all'
import type { ModelFile } from '../../runtime/photo-pool'
import type { ServiceDependencies } from '../service-dependencies'
import type { TuneData } from './collect-photos'
import { FeatureCache } from './feature-cache'
import type { FeaturedPhoto, UnreviewedPhoto } from './tune-thread-messages'

const unreviewedAtMost = 200

export interface ReadFeatures {
  readonly photos: readonly FeaturedPhoto[]
  readonly unreviewed: readonly UnreviewedPhoto[]
  readonly skipped: TuneReport['skipped']
}

export interface FeatureOrder {
  readonly model: ModelFile
  readonly extractor: ModelFile
  readonly data: TuneData
  readonly order: TuneOrder
}

interface FeatureWork {
  readonly photoId: PhotoId
  readonly contentHash: string
  readonly views: readonly Augmentation[]
  /** Whether the parent's answer is wanted besides. */
  readonly asks: 'features' | 'features-and-parent'
}

interface FeatureHooks {
  whenRunning(): Promise<void>
  report(done: number, total: number, failed: number): void
}

/** Has the workers compute the features that are not stored yet, and what the parent answers to the photos that are measured. */
export async function readFeatures({ store, pool }: Pick<ServiceDependencies, 'store' | 'pool'>, { model, extractor, data, order }: FeatureOrder, hooks: FeatureHooks): Promise<ReadFeatures> {
  const measuredPart = data.photos.some(({ part }) => part === 'test') ? 'test' : 'validation'
  const isKnown = data.plan.parentColumns.some((column) => column !== null)
  const works = data.photos.map(({ photoId, contentHash, part }): FeatureWork => ({
    photoId,
    contentHash,
    views: part === 'train' ? chooseViews(contentHash, order.augmentations, order.copies) : [plainView],
    asks: isKnown && part === measuredPart ? 'features-and-parent' : 'features',
  }))
  const candidates = shuffledIndexes(data.unreviewed.length, seededRandom(order.seed)).slice(0, unreviewedAtMost).flatMap((index) => data.unreviewed[index] ?? [])
  const others = candidates.map(({ id, contentHash }): FeatureWork => ({ photoId: id, contentHash: contentHash ?? '', views: [plainView], asks: 'features' }))
  const answers = new Map<PhotoId, Prediction>()
  const reasons = new Map<PhotoId, string>()
  await inTurns([...works, ...others], pool.predictDepth, hooks, reasons, async ({ photoId, contentHash, views, asks }) => {
    const { photo, folderPath } = store.photos.located(photoId)
    const path = join(folderPath, ...photo.relativePath.split('/'))
    const targets = views.map((view) => ({ view, path: FeatureCache.pathOf(extractor.path, contentHash, view.id) }))
    const outcome = await pool.features({ path, contentHash, model: extractor, targets })
    if (outcome.kind === 'refused') reasons.set(photoId, outcome.reason)
    else {
      await FeatureCache.touch(targets.map((target) => target.path), new Date())
      const answer = asks === 'features' ? null : await parentAnswer(pool, path, model)
      if (answer !== null) answers.set(photoId, answer)
    }
  })
  return {
    photos: data.photos.flatMap((photo, index) => (reasons.has(photo.photoId) ? [] : [{ ...photo, views: works[index]?.views ?? [], parentAnswer: answers.get(photo.photoId) ?? null }])),
    unreviewed: candidates.flatMap(({ id, contentHash, width, height }) => (reasons.has(id) || contentHash === null ? [] : [{ photoId: id, contentHash, size: { width, height } }])),
    skipped: works.flatMap(({ photoId }) => {
      const reason = reasons.get(photoId)
      return reason === undefined ? [] : [{ photoId, reason }]
    }),
  }
}

async function inTurns(works: readonly FeatureWork[], atOnce: number, hooks: FeatureHooks, failed: ReadonlyMap<PhotoId, string>, work: (item: FeatureWork) => Promise<void>): Promise<void> {
  let next = 0
  let done = 0
  async function take(): Promise<void> {
    for (let item = works[next++]; item !== undefined; item = works[next++]) {
      await hooks.whenRunning()
      await work(item)
      hooks.report(++done, works.length, failed.size)
    }
  }
  await settleAll(Array.from({ length: Math.max(1, atOnce) }, take))
}

async function parentAnswer(pool: ServiceDependencies['pool'], path: string, model: ModelFile): Promise<Prediction | null> {
  const outcome = await pool.predict({ path, models: [model] })
  const answer = outcome.kind === 'answers' ? outcome.answers[0]?.outcome : undefined
  return answer?.kind === 'answer' ? answer.prediction : null
}
