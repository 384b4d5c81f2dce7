import { elementCount, float32Tensor } from '#core/onnx/tensor'
import type { TensorOf } from '#core/onnx/tensor'
import type { InvertedResidual, MobilenetV2Layout } from './mobilenet-v2-layout'
import type { ConvNormWeights, InvertedResidualWeights, MobilenetV2Weights } from './mobilenet-v2-weights'

/**
 * Random weights for training from nothing: normal with variance 2 / fan-in (He et al. 2015, arXiv:1502.01852, equation 10), batch norms that
 * change nothing. The same seed gives the same numbers in the same order of calls.
 */
export class HeWeights {
  #state: number
  #spare: number | null = null

  /** `seed` is any integer; only its lower 32 bits count. */
  constructor(seed: number) {
    this.#state = (seed ^ 0x6d2b79f5) | 0 || 1
  }

  /** Filters [out, in / groups, kernel, kernel] with a batch norm behind them. */
  convolution(outputChannels: number, groupChannels: number, kernel: number): ConvNormWeights {
    const constant = (value: number): TensorOf<'float32'> => float32Tensor([outputChannels], new Float32Array(outputChannels).fill(value))
    return {
      weight: this.#normal([outputChannels, groupChannels, kernel, kernel]),
      gamma: constant(1),
      beta: constant(0),
      mean: constant(0),
      variance: constant(1),
    }
  }

  /** Weights [out, in] and zero biases [out]. */
  linear(outputs: number, inputs: number): MobilenetV2Weights['classifier'] {
    return { weight: this.#normal([outputs, inputs]), bias: float32Tensor([outputs], new Float32Array(outputs)) }
  }

  /** Stem and blocks of a layout. */
  backbone(layout: MobilenetV2Layout): Pick<MobilenetV2Weights, 'stem' | 'blocks'> {
    return { stem: this.convolution(layout.stemChannels, 3, 3), blocks: layout.blocks.map((block) => this.#block(block)) }
  }

  #block({ inputChannels, expandedChannels, outputChannels }: InvertedResidual): InvertedResidualWeights {
    return {
      expand: expandedChannels === inputChannels ? null : this.convolution(expandedChannels, inputChannels, 1),
      depthwise: this.convolution(expandedChannels, 1, 3),
      project: this.convolution(outputChannels, expandedChannels, 1),
    }
  }

  #normal(dims: readonly number[]): TensorOf<'float32'> {
    const deviation = Math.sqrt(2 / elementCount(dims.slice(1)))
    const data = new Float32Array(elementCount(dims))
    for (let index = 0; index < data.length; index += 1) data[index] = this.#standardNormal() * deviation
    return float32Tensor(dims, data)
  }

  /** Box and Muller 1958: two independent normals from two uniforms. */
  #standardNormal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(this.#uniform()))
    const angle = 2 * Math.PI * this.#uniform()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** Above 0, at most 1 (Marsaglia 2003, "Xorshift RNGs", 13-17-5). */
  #uniform(): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) / 2 ** 32
  }
}
