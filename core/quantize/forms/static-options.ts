import type { RoundingChoice } from '../layer/code-layer'
import type { ScaleChoice } from '../layer/row-scales'
import type { KeepFloat } from '../keep-float'
import type { RangeChoice } from '../ranges/range-rule'

/** How far channel equalisation goes: not at all, or this power of the full factor, 0..1. */
export type Equalisation = { readonly kind: 'none' } | { readonly kind: 'channels'; readonly strength: number }

/** Static 8-bit quantization: codes of weights and activations are fixed before the model is shipped. */
export interface StaticOptions {
  readonly kind: 'static'
  /** What the target runs best: unsigned with a zero point, or signed without. */
  readonly activations: 'asymmetric-uint8' | 'symmetric-int8'
  /** 7 where 8-bit products may overflow 16-bit sums (x86 without VNNI). */
  readonly weightBits: 7 | 8
  readonly ranges: RangeChoice
  readonly equalisation: Equalisation
  readonly scales: ScaleChoice
  readonly rounding: RoundingChoice
  readonly bias: 'original' | 'corrected'
  /** Photos used for the products that rounding needs, at most. */
  readonly momentPhotos: number
  readonly keepFloat: KeepFloat
}

/** What the reference tools do: the range seen, nearest rounding, nothing repaired. */
export const plainStatic: StaticOptions = {
  kind: 'static',
  activations: 'asymmetric-uint8',
  weightBits: 8,
  ranges: { kind: 'min-max' },
  equalisation: { kind: 'none' },
  scales: 'largest-weight',
  rounding: 'nearest',
  bias: 'original',
  momentPhotos: 0,
  keepFloat: { nodes: [], opTypes: [] },
}

/** The recipe for small convolutional networks: everything that helps. */
export const carefulStatic: StaticOptions = {
  ...plainStatic,
  ranges: { kind: 'mean-squared-error' },
  equalisation: { kind: 'channels', strength: 0.6 },
  scales: 'least-error',
  rounding: 'compensated',
  bias: 'corrected',
  momentPhotos: 100,
}
