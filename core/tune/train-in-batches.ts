import { momentumStep, scheduledRate } from './optimise/momentum'
import { hasDiverged, rangeOfRates, rateOfRange, type RangePoint } from './optimise/rate-of-range'
import { shuffledBatches } from './shuffled-batches'
import type { TrainableHead } from './trainable-head'
import type { MiniBatchPlan } from './training-plan'
import { TrainingProgress } from './training-progress'
import type { TrainingHooks, TrainingSource, TrainingState } from './training-source'

const rangeSteps = 40
/** Batches the range test goes round. */
const rangeBatches = 8

/**
 * Trains by momentum SGD in mini-batches at a rate that a range test finds, with a rate that falls to 0, until the validation loss
 * has not fallen for `patience` epochs. The order of an epoch depends on seed and epoch alone, so that a training that goes on from a
 * stored state ends at the same bytes. Leaves the best parameters in the head.
 */
export async function trainInBatches<Target>(
  head: TrainableHead<Target>,
  plan: MiniBatchPlan,
  source: TrainingSource<Target>,
  hooks: TrainingHooks,
  from: TrainingState | null,
  seed: number,
): Promise<TrainingState> {
  if (from !== null) head.parameters.set(from.parameters)
  const trainer = new BatchTrainer(head, plan, source, hooks, seed)
  const rate = from?.rate ?? (await trainer.findRate())
  const velocity = from === null ? new Float32Array(head.parameters.length) : from.velocity.slice()
  const progress = new TrainingProgress(from?.best ?? head.parameters, from?.epochs, from?.bestEpoch)
  const state = (finished: boolean): TrainingState => ({
    epochs: progress.epochs,
    bestEpoch: progress.bestEpoch,
    best: progress.best.slice(),
    parameters: head.parameters.slice(),
    velocity: velocity.slice(),
    rate,
    finished,
  })
  let finished = from?.finished ?? false
  for (let epoch = progress.epochs.length; !finished && epoch < plan.epochs; epoch++) {
    const trainLoss = await trainer.epoch(epoch, rate, velocity)
    const { loss, metric } = await source.validate()
    progress.add({ epoch: epoch + 1, trainLoss, validationLoss: loss, validationMetric: metric, rate: trainer.rateAt(epoch, rate) }, head.parameters)
    finished = epoch + 1 === plan.epochs || epoch + 1 - (progress.bestEpoch ?? 0) >= plan.patience
    await hooks.epoch(state(finished))
  }
  head.parameters.set(progress.best)
  return state(true)
}

class BatchTrainer<Target> {
  readonly #head: TrainableHead<Target>
  readonly #plan: MiniBatchPlan
  readonly #source: TrainingSource<Target>
  readonly #hooks: TrainingHooks
  readonly #seed: number
  readonly #gradient: Float32Array
  readonly #stepsPerEpoch: number

  constructor(head: TrainableHead<Target>, plan: MiniBatchPlan, source: TrainingSource<Target>, hooks: TrainingHooks, seed: number) {
    this.#head = head
    this.#plan = plan
    this.#source = source
    this.#hooks = hooks
    this.#seed = seed
    this.#gradient = new Float32Array(head.parameters.length)
    this.#stepsPerEpoch = Math.max(1, Math.ceil(source.train.count / plan.batchSize))
  }

  rateAt(epoch: number, best: number): number {
    return scheduledRate(best, epoch * this.#stepsPerEpoch, this.#plan.epochs * this.#stepsPerEpoch)
  }

  /** Mean loss over the epoch. */
  async epoch(epoch: number, best: number, velocity: Float32Array): Promise<number> {
    const { epochs } = this.#plan
    let sum = 0
    for (const [step, indexes] of this.#batches(epoch).entries()) {
      await this.#hooks.working('training', epoch + step / this.#stepsPerEpoch, epochs)
      const at = epoch * this.#stepsPerEpoch + step
      sum += indexes.length * (await this.#step(indexes, velocity, scheduledRate(best, at, epochs * this.#stepsPerEpoch)))
    }
    return sum / Math.max(1, this.#source.train.count)
  }

  /**
   * The head is as before afterwards. The range test looks at each batch's loss in shares of what it was at the start: batches differ
   * by more than a step changes them.
   */
  async findRate(): Promise<number> {
    const before = this.#head.parameters.slice()
    const velocity = new Float32Array(before.length)
    const batches: { readonly indexes: readonly number[]; readonly startLoss: number }[] = []
    for (const indexes of this.#batches(-1).slice(0, rangeBatches)) {
      await this.#hooks.working('finding-rate', 0, this.#plan.epochs)
      batches.push({ indexes, startLoss: this.#head.lossAndGradient(await this.#source.train.read(indexes), this.#gradient) })
    }
    const points: RangePoint[] = []
    for (const [step, rate] of rangeOfRates(this.#plan.rates, rangeSteps).entries()) {
      await this.#hooks.working('finding-rate', 0, this.#plan.epochs)
      const { indexes, startLoss } = batches[step % batches.length] ?? { indexes: [], startLoss: 1 }
      points.push({ rate, loss: (await this.#step(indexes, velocity, rate)) / Math.max(startLoss, Number.MIN_VALUE) })
      if (hasDiverged(points)) break
    }
    this.#head.parameters.set(before)
    return rateOfRange(points)
  }

  /** Loss before the step. */
  async #step(indexes: readonly number[], velocity: Float32Array, rate: number): Promise<number> {
    this.#gradient.fill(0)
    const loss = this.#head.lossAndGradient(await this.#source.train.read(indexes), this.#gradient)
    momentumStep(this.#head, this.#gradient, velocity, { rate, momentum: this.#plan.momentum, decay: this.#plan.decay })
    return loss
  }

  #batches(epoch: number): number[][] {
    return shuffledBatches(this.#source.train.count, this.#plan.batchSize, this.#seed, epoch)
  }
}
