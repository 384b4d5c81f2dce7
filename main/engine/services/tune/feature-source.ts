import { readFile } from 'node:fs/promises'
import { fromHalfFloats } from '#core/tune/half-floats'
import type { Sample } from '#core/tune/trainable-head'
import type { SampleSource } from '#core/tune/training-source'
import { elementCount } from '#core/onnx/tensor'
import { mapFileError } from '../../map-file-error'

/** A sample whose features lie in a file. */
export interface StoredSample<Target> {
  readonly path: string
  readonly target: Target
  readonly weight: number
}

/** Features that are kept once they were read. Larger sets are read anew each time, a batch at once. */
const keptBytes = 128 * 1024 ** 2

/** Samples in feature files of one extractor. Memory holds a batch, or all of them where they are small. */
export class FeatureSource<Target> implements SampleSource<Target> {
  readonly #samples: readonly StoredSample<Target>[]
  readonly #lengths: readonly number[]
  readonly #kept: (readonly Float32Array[])[] | null

  /** @param dims shape of each feature tensor of one photo */
  constructor(samples: readonly StoredSample<Target>[], dims: readonly (readonly number[])[]) {
    this.#samples = samples
    this.#lengths = dims.map(elementCount)
    const bytes = 4 * samples.length * this.#length
    this.#kept = bytes <= keptBytes ? [] : null
  }

  get count(): number {
    return this.#samples.length
  }

  async read(indexes: readonly number[]): Promise<readonly Sample<Target>[]> {
    const batch: Sample<Target>[] = []
    for (const index of indexes) {
      const sample = this.#samples[index]
      if (sample === undefined) throw new RangeError(`there is no sample ${index}`)
      const features = this.#kept?.[index] ?? (await this.#features(sample.path))
      if (this.#kept !== null) this.#kept[index] = features
      batch.push({ features, target: sample.target, weight: sample.weight })
    }
    return batch
  }

  get #length(): number {
    return this.#lengths.reduce((sum, length) => sum + length, 0)
  }

  async #features(path: string): Promise<readonly Float32Array[]> {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw mapFileError(error, path, 'cannot-read')
    })
    if (bytes.length !== 2 * this.#length) throw new RangeError(`${path} holds ${bytes.length} bytes, not ${2 * this.#length}`)
    // A copy: a Buffer may start at an odd byte of its memory.
    const halves = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    let start = 0
    return this.#lengths.map((length) => {
      const features = new Float32Array(length)
      fromHalfFloats(halves.subarray(start, start + length), features)
      start += length
      return features
    })
  }
}
