import type { TuneEpoch } from '#core/contract/tune'

/** Epochs of one training and its best parameters: those of the lowest validation loss, the earlier of equal ones. */
export class TrainingProgress {
  #epochs: readonly TuneEpoch[]
  #bestEpoch: number | null
  readonly best: Float32Array

  constructor(best: Float32Array, epochs: readonly TuneEpoch[] = [], bestEpoch: number | null = null) {
    this.best = best.slice()
    this.#epochs = epochs
    this.#bestEpoch = bestEpoch
  }

  get epochs(): readonly TuneEpoch[] {
    return this.#epochs
  }

  get bestEpoch(): number | null {
    return this.#bestEpoch
  }

  get bestLoss(): number {
    return this.#epochs.find(({ epoch }) => epoch === this.#bestEpoch)?.validationLoss ?? Infinity
  }

  add(epoch: TuneEpoch, parameters: Float32Array): void {
    if (epoch.validationLoss < this.bestLoss) {
      this.best.set(parameters)
      this.#bestEpoch = epoch.epoch
    }
    this.#epochs = [...this.#epochs, epoch]
  }
}
