import { float32Tensor } from '#core/onnx/tensor'
import type { FedGraphRunner, OpenFedGraph } from '../backprop/fed-graph-runner'
import { openWeights } from '../backprop/open-weights'
import type { Sample } from '../trainable-head'
import type { SampleSource } from '../training-source'
import { batchSizeOf } from './batch-size-of'
import type { FlatWeights } from './flat-weights'
import { mapsOf } from './maps-of'
import type { LastBlocks } from './last-blocks'

/** Pooled features behind blocks whose weights may change. */
export class TailRunner {
  readonly #blocks: LastBlocks
  readonly #weights: FlatWeights
  readonly #runner: FedGraphRunner
  readonly #atOnce: number
  /** Of all weights, as `FlatWeights` has them. */
  values: Float32Array

  private constructor(blocks: LastBlocks, weights: FlatWeights, runner: FedGraphRunner) {
    this.#blocks = blocks
    this.#weights = weights
    this.#runner = runner
    this.#atOnce = batchSizeOf(blocks.graph)
    this.values = weights.start
  }

  /** Throws what `open` throws. */
  static async open(blocks: LastBlocks, weights: FlatWeights, open: OpenFedGraph): Promise<TailRunner> {
    return new TailRunner(blocks, weights, await open(openWeights(blocks.graph, blocks.weights)))
  }

  /** The same samples with the pooled features of now before their map: features are [pooled, map] there and here. */
  through<Target>(source: SampleSource<Target>): SampleSource<Target> {
    return {
      count: source.count,
      read: async (indexes) => {
        const read: Sample<Target>[] = []
        for (let start = 0; start < indexes.length; start += this.#atOnce) read.push(...(await this.#pooled(await source.read(indexes.slice(start, start + this.#atOnce)))))
        return read
      },
    }
  }

  close(): Promise<void> {
    return this.#runner.close()
  }

  async #pooled<Target>(samples: readonly Sample<Target>[]): Promise<Sample<Target>[]> {
    const { cut, cutDims, features } = this.#blocks
    const maps = mapsOf(samples, cutDims)
    const outputs = await this.#runner.run({ [cut.name]: float32Tensor([samples.length, ...cutDims], maps), ...this.#weights.tensors(this.values) })
    const pooled = outputs[features]?.data ?? new Float32Array(0)
    const width = pooled.length / Math.max(1, samples.length)
    const mapLength = maps.length / Math.max(1, samples.length)
    // The source may write its next batch over the maps of this one.
    return samples.map((sample, index) => ({ ...sample, features: [pooled.slice(index * width, (index + 1) * width), maps.subarray(index * mapLength, (index + 1) * mapLength)] }))
  }
}
