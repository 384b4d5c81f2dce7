import { setImmediate } from 'node:timers/promises'
import { AppError } from '#core/contract/errors'
import { answerAgreement, type ComparedAnswer } from '#core/metrics/answer-agreement'
import { sharedClassIndices } from '#core/metrics/shared-class-indices'
import type { JobId } from '#core/model/job'
import type { Task } from '#core/model/prediction'
import type { JobContext } from '../../jobs'
import type { AnswerPair, ModelPair } from '../../store/agreement-store'
import { untilCancelled } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'

const photosPerTransaction = 200

interface Comparison extends ModelPair {
  readonly task: Task
  /** For each class of the second model its index among the classes of the first. */
  readonly indicesInFirst: readonly number[]
}

/** Starts comparing what two models answered to the same photos. Throws `bad-input` when they cannot be compared or have answered nothing. */
export function compareModels(dependencies: Pick<ServiceDependencies, 'store' | 'jobs' | 'emit'>, modelId: string, otherModelId: string): JobId {
  const { store, jobs } = dependencies
  const [first, second] = [modelId, otherModelId]
    .map((id) => {
      const model = store.models.newest(id)
      if (model === null) throw new AppError('bad-input', `"${id}" has predicted nothing yet.`, { hint: 'Run it over the photos first.' })
      return model
    })
    .sort((a, b) => a.key - b.key)
  if (first === undefined || second === undefined || first.key === second.key) {
    throw new AppError('bad-input', 'A model cannot be compared with itself.', { hint: 'Choose another model.' })
  }
  if (first.card.task !== second.card.task) {
    throw new AppError('bad-input', `"${first.card.name}" and "${second.card.name}" answer different questions.`, { hint: 'Choose two models of one kind.' })
  }
  const indicesInFirst = sharedClassIndices(first.card.labels, second.card.labels)
  if (first.card.task === 'segmentation' && indicesInFirst.some((indexInFirst, index) => indexInFirst !== index)) {
    throw new AppError('bad-input', `"${first.card.name}" and "${second.card.name}" have different classes.`, { hint: 'Masks are compared pixel by pixel and need the same list of classes.' })
  }
  const comparison: Comparison = { firstKey: first.key, secondKey: second.key, task: first.card.task, indicesInFirst }
  return jobs.start({ kind: 'review', title: `Compare ${first.card.name} with ${second.card.name}`, canPause: true }, (context) =>
    work(dependencies, comparison, context),
  )
}

async function work({ store }: Pick<ServiceDependencies, 'store'>, comparison: Comparison, context: JobContext): Promise<void> {
  const total = store.agreements.pendingCount(comparison)
  let afterId = 0
  for (let done = 0; ; ) {
    await setImmediate()
    await context.whenRunning()
    const pairs = store.agreements.pending(comparison, afterId, photosPerTransaction)
    const last = pairs.at(-1)
    if (last === undefined) break
    afterId = last.photoId
    await compare(store, comparison, pairs, context.signal)
    done += pairs.length
    context.report({ done, total: Math.max(total, done) })
  }
}

async function compare(store: ServiceDependencies['store'], comparison: Comparison, pairs: readonly AnswerPair[], signal: AbortSignal): Promise<void> {
  const content = store.answers.contents(pairs.flatMap(({ first, second }) => [first, second]), 0)
  const answerOf = (predictionId: number): ComparedAnswer => ({ ...content(predictionId), mask: store.answers.maskOf(predictionId) })
  await store.connection.transactionWhenFree(() => {
    for (const pair of pairs) {
      const agreement = answerAgreement(comparison.task, answerOf(pair.first), answerOf(pair.second), comparison.indicesInFirst)
      store.agreements.record(comparison, pair, agreement)
    }
  }, untilCancelled(signal))
}
