import type { TuneEpoch } from '#core/contract/tune'
import type { TrainingState } from '../training-source'

export interface Quality {
  readonly loss: number
  /** 0..1 */
  readonly metric: number
}

/** Epochs of blocks that learn. Best is the lowest validation loss below that of the frozen blocks whose metric is no lower than theirs. */
export class BlocksProgress {
  readonly #frozen: Quality
  readonly #epochsBefore: number
  readonly #best: Float32Array
  #epochs: readonly TuneEpoch[]
  #bestEpoch: number | null

  constructor(frozen: Quality, epochsBefore: number, { best, epochs, bestEpoch }: Pick<TrainingState, 'best' | 'epochs' | 'bestEpoch'>) {
    this.#frozen = frozen
    this.#epochsBefore = epochsBefore
    this.#best = best.slice()
    this.#epochs = epochs
    this.#bestEpoch = bestEpoch
  }

  get epochsDone(): number {
    return this.#epochs.length
  }

  get epochsWithoutGain(): number {
    let lowest = this.#frozen.loss
    let since = 0
    for (const { validationLoss } of this.#epochs) {
      since++
      if (validationLoss < lowest) {
        lowest = validationLoss
        since = 0
      }
    }
    return since
  }

  state(): Pick<TrainingState, 'best' | 'epochs' | 'bestEpoch'> {
    return { best: this.#best.slice(), epochs: this.#epochs, bestEpoch: this.#bestEpoch }
  }

  add({ trainLoss, rate, loss, metric }: Quality & Pick<TuneEpoch, 'trainLoss' | 'rate'>, weights: Float32Array): void {
    const epoch = this.#epochsBefore + this.#epochs.length + 1
    const best = this.#epochs.find((one) => one.epoch === this.#bestEpoch)?.validationLoss ?? this.#frozen.loss
    if (loss < best && metric >= this.#frozen.metric) {
      this.#best.set(weights)
      this.#bestEpoch = epoch
    }
    this.#epochs = [...this.#epochs, { epoch, trainLoss, validationLoss: loss, validationMetric: metric, rate }]
  }
}
