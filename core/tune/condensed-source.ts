import type { Sample } from './trainable-head'
import type { SampleSource } from './training-source'

/** The part of a sample's features its target looks at, and the target in terms of that part. */
export type Condense<Target> = (sample: Sample<Target>) => Sample<Target>

const usualKeptBytes = 256 * 1024 ** 2

/** Samples cut down to what is learnt from. They stay in memory up to a bound; what is beyond it is read and cut down each time. */
export class CondensedSource<Target> implements SampleSource<Target> {
  readonly #source: SampleSource<Target>
  readonly #condense: Condense<Target>
  readonly #kept = new Map<number, Sample<Target>>()
  #bytesLeft: number

  constructor(source: SampleSource<Target>, condense: Condense<Target>, keptBytes = usualKeptBytes) {
    this.#source = source
    this.#condense = condense
    this.#bytesLeft = keptBytes
  }

  get count(): number {
    return this.#source.count
  }

  async read(indexes: readonly number[]): Promise<readonly Sample<Target>[]> {
    const batch: Sample<Target>[] = []
    for (const index of indexes) {
      const kept = this.#kept.get(index)
      if (kept !== undefined) batch.push(kept)
      else for (const sample of await this.#source.read([index])) batch.push(this.#keep(index, this.#condense(sample)))
    }
    return batch
  }

  #keep(index: number, sample: Sample<Target>): Sample<Target> {
    const bytes = sample.features.reduce((sum, { byteLength }) => sum + byteLength, 0)
    if (bytes > this.#bytesLeft) return sample
    this.#bytesLeft -= bytes
    this.#kept.set(index, sample)
    return sample
  }
}
