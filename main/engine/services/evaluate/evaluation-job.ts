import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { EvaluationDifference, EvaluationOrder, EvaluationReport } from '#core/contract/evaluation'
import { answerSettings } from '#core/model/answer-settings'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { EvaluationStore, type AnsweredModel } from '../../store/evaluation-store'
import { runThread } from '../../threads/run-thread'
import type { ServiceDependencies } from '../service-dependencies'
import { assembleReport } from './assemble-report'
import { collectReviewed } from './collect-reviewed'
import type { AccuracyResult, AccuracyTask, EvaluateProgress, ModelSpeed, SpeedTask } from './evaluate-thread-messages'
import { writeAnswers } from './write-answers'

/** The usual runs of models over photos. */
export interface RunStarter {
  /** Over photos that have no answer yet. */
  start(photoIds: readonly PhotoId[], modelIds: readonly string[]): Promise<JobId>
  cancel(jobId: JobId): Promise<void>
}

export interface FinishedEvaluation {
  readonly report: Omit<EvaluationReport, 'evaluation'>
  readonly differences: readonly EvaluationDifference[]
}

const barSteps = 1000
/** Shares of the job's bar. */
const spans = { answering: [0, 500], reading: [500, 600], judging: [600, 850], measuring: [850, 1000] } as const
type Step = keyof typeof spans
const stepWords: Readonly<Record<Step, string>> = { answering: 'Answering photos', reading: 'Reading answers', judging: 'Judging answers', measuring: 'Measuring speed' }
const watchIntervalMs = 250
const threadName = 'The part that evaluates models'

/** The work of one evaluation, from missing answers to the report. */
export class EvaluationJob {
  readonly #dependencies: ServiceDependencies
  readonly #runs: RunStarter
  readonly #evaluations: EvaluationStore
  readonly #script: string

  constructor(dependencies: ServiceDependencies, runs: RunStarter) {
    this.#dependencies = dependencies
    this.#runs = runs
    this.#evaluations = new EvaluationStore(dependencies.store.connection)
    this.#script = join(dirname(dependencies.options.workerPath), 'worker-evaluate.js')
  }

  /** Throws `bad-input` where nothing can be judged, `model-failed` where no photo was answered by all models, `cancelled`. */
  async run(order: EvaluationOrder, models: readonly ModelFile[], context: JobContext): Promise<FinishedEvaluation> {
    const { store } = this.#dependencies
    const reviewed = await collectReviewed(store, models.map(({ card }) => card), order, () => context.whenRunning())
    await this.#answer(reviewed.photoIds, models, context)
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-evaluate-'))
    try {
      const answersPath = join(folder, 'answers')
      const { photos, failedPhotos } = await writeAnswers(
        { store, evaluations: this.#evaluations },
        reviewed.plan,
        this.#answered(models),
        reviewed.photoIds,
        answersPath,
        async (done) => {
          await context.whenRunning()
          this.#show(context, 'reading', { done, total: reviewed.photoIds.length })
        },
      )
      if (photos === 0) throw new AppError('model-failed', 'None of the reviewed photos could be answered by all of the models.', { hint: 'See in the list of runs why photos failed.' })
      const result = await this.#thread<AccuracyTask, AccuracyResult>({ kind: 'accuracy', plan: reviewed.plan, answersPath, photos, models }, context, 'judging')
      const speeds = order.speed === 'measured' ? await this.#measureSpeed(models, context) : null
      context.report({ done: barSteps, total: barSteps, failed: 0 })
      return { report: assembleReport({ reviewed, models, failedPhotos, result, speeds }), differences: result.differences }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  #answered(models: readonly ModelFile[]): AnsweredModel[] {
    const { store } = this.#dependencies
    // No model file has the key 0: it has answered nothing.
    return models.map(({ card }) => ({ modelKey: store.models.key(card) ?? 0, settings: answerSettings(card) }))
  }

  /** Lets a usual run make the answers that are missing, so that they are kept. */
  async #answer(photoIds: readonly PhotoId[], models: readonly ModelFile[], context: JobContext): Promise<void> {
    const known = this.#answered(models).map((model) => this.#evaluations.answers(model, photoIds))
    const missing = photoIds.filter((id) => known.some((answers) => !answers.has(id)))
    if (missing.length === 0) return
    const { jobs } = this.#dependencies
    const jobId = await this.#runs.start(missing, models.map(({ card }) => card.id))
    const cancelRun = (): void => void Promise.allSettled([this.#runs.cancel(jobId)])
    context.signal.addEventListener('abort', cancelRun, { once: true })
    if (context.signal.aborted) cancelRun()
    const watch = setInterval(() => {
      const progress = jobs.list().find(({ id }) => id === jobId)?.progress
      if (progress !== undefined) this.#show(context, 'answering', { done: progress.done, total: progress.total ?? missing.length * models.length })
    }, watchIntervalMs)
    try {
      const { state, error } = await jobs.ended(jobId)
      await context.whenRunning()
      if (error !== null) throw fromErrorData(error)
      if (state === 'cancelled') throw new AppError('cancelled', 'The run over the photos without answers was cancelled.', { hint: 'Start the evaluation again: what was answered is kept.' })
    } finally {
      clearInterval(watch)
      context.signal.removeEventListener('abort', cancelRun)
    }
  }

  #measureSpeed(models: readonly ModelFile[], context: JobContext): Promise<readonly ModelSpeed[]> {
    const all = availableParallelism()
    const threads = all === 1 ? [1] : [1, all]
    context.report({ done: spans.measuring[0], total: barSteps, step: 'Waiting for other jobs' })
    return this.#dependencies.jobs.alone(context, () => this.#thread<SpeedTask, readonly ModelSpeed[]>({ kind: 'speed', models, threads }, context, 'measuring'))
  }

  #thread<Task, Result>(task: Task, context: JobContext, step: Step): Promise<Result> {
    return runThread<Task, EvaluateProgress, Result>(this.#script, task, { name: threadName, signal: context.signal, progress: (progress) => this.#show(context, step, progress) })
  }

  #show(context: JobContext, step: Step, { done, total }: EvaluateProgress): void {
    const [from, to] = spans[step]
    context.report({ done: Math.floor(from + ((to - from) * Math.min(done, total)) / Math.max(1, total)), total: barSteps, step: stepWords[step] })
  }
}
