import { minimise } from './optimise/minimise'
import type { Objective } from './optimise/objective'
import type { TrainableHead } from './trainable-head'
import type { WholeSetPlan } from './training-plan'
import { TrainingProgress } from './training-progress'
import type { SampleSource, TrainingHooks, TrainingSource, TrainingState } from './training-source'

const samplesAtOnce = 256
const tolerance = 1e-4
/** Weaker strengths than these without a better validation loss are not tried. */
const patience = 2

/**
 * Trains by L-BFGS over all samples, one L2 strength after the other from strong to weak; each epoch is one strength brought to its
 * optimum, and the strength of the lowest validation loss wins. The memory of L-BFGS starts anew with each, so that a training that
 * goes on from a stored state ends at the same bytes. Leaves the best parameters in the head.
 */
export async function trainOnWholeSet<Target>(
  head: TrainableHead<Target>,
  plan: WholeSetPlan,
  source: TrainingSource<Target>,
  hooks: TrainingHooks,
  from: TrainingState | null,
): Promise<TrainingState> {
  if (from !== null) head.parameters.set(from.parameters)
  const progress = new TrainingProgress(from?.best ?? head.parameters, from?.epochs, from?.bestEpoch)
  const state = (finished: boolean): TrainingState => ({
    epochs: progress.epochs,
    bestEpoch: progress.bestEpoch,
    best: progress.best.slice(),
    parameters: head.parameters.slice(),
    velocity: new Float32Array(0),
    rate: null,
    finished,
  })
  let finished = from?.finished ?? false
  for (const [position, strength] of plan.strengths.entries()) {
    if (finished) break
    if (position < progress.epochs.length) continue
    const objective = new RegularisedLoss(head, source.train, strength, (share) => hooks.working('training', position + share, plan.strengths.length), plan.iterationsPerStrength)
    const point = Float64Array.from(head.parameters)
    await minimise(objective, point, { iterations: plan.iterationsPerStrength, tolerance })
    const trainLoss = await objective.lossAt(point)
    const { loss, metric } = await source.validate()
    progress.add({ epoch: position + 1, trainLoss, validationLoss: loss, validationMetric: metric, rate: strength }, head.parameters)
    finished = position + 1 === plan.strengths.length || position + 1 - (progress.bestEpoch ?? 0) >= patience
    await hooks.epoch(state(finished))
  }
  head.parameters.set(progress.best)
  return state(true)
}

/** Fits the head, from where it is, to all samples at the strength of the best epoch. */
export async function refitToWholeSet<Target>(
  head: TrainableHead<Target>,
  plan: WholeSetPlan,
  samples: SampleSource<Target>,
  { epochs, bestEpoch }: Pick<TrainingState, 'epochs' | 'bestEpoch'>,
  hooks: Pick<TrainingHooks, 'working'>,
): Promise<void> {
  const best = epochs.find(({ epoch }) => epoch === bestEpoch)
  if (best === undefined) return
  const working = (): Promise<void> => hooks.working('training', epochs.length, epochs.length)
  const objective = new RegularisedLoss(head, samples, best.rate, working, plan.iterationsPerStrength)
  const point = Float64Array.from(head.parameters)
  await minimise(objective, point, { iterations: plan.iterationsPerStrength, tolerance })
  head.parameters.set(point)
}

/** Mean loss of all samples and strength / 2 * |w|². */
class RegularisedLoss<Target> implements Objective {
  readonly #head: TrainableHead<Target>
  readonly #samples: SampleSource<Target>
  readonly #strength: number
  readonly #working: (share: number) => Promise<void>
  readonly #usual: number
  readonly #gradient: Float32Array
  #evaluations = 0

  constructor(head: TrainableHead<Target>, samples: SampleSource<Target>, strength: number, working: (share: number) => Promise<void>, usualEvaluations: number) {
    this.#head = head
    this.#samples = samples
    this.#strength = strength
    this.#working = working
    this.#usual = usualEvaluations
    this.#gradient = new Float32Array(head.parameters.length)
  }

  async evaluate(point: Float64Array, gradient: Float64Array): Promise<number> {
    this.#head.parameters.set(point)
    gradient.fill(0)
    const { count } = this.#samples
    let loss = 0
    for (let start = 0; start < count; start += samplesAtOnce) {
      await this.#working(Math.min(0.99, (this.#evaluations + start / count) / this.#usual))
      const indexes = Array.from({ length: Math.min(samplesAtOnce, count - start) }, (_, offset) => start + offset)
      const share = indexes.length / count
      this.#gradient.fill(0)
      loss += share * this.#head.lossAndGradient(await this.#samples.read(indexes), this.#gradient)
      for (let index = 0; index < gradient.length; index++) gradient[index] = gradient[index]! + share * this.#gradient[index]!
    }
    this.#evaluations++
    return loss + this.#penalty(point, gradient)
  }

  /** The loss without the penalty; leaves the point in the head. */
  async lossAt(point: Float64Array): Promise<number> {
    const gradient = new Float64Array(point.length)
    const value = await this.evaluate(point, gradient)
    return value - this.#penalty(point, gradient)
  }

  #penalty(point: Float64Array, gradient: Float64Array): number {
    let squares = 0
    for (const [from, to] of this.#head.decayed) {
      for (let index = from; index < to; index++) {
        squares += point[index]! ** 2
        gradient[index] = gradient[index]! + this.#strength * point[index]!
      }
    }
    return (this.#strength / 2) * squares
  }
}
