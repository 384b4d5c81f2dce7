import type { IntegerFormat, Range } from '../affine'
import type { Histogram } from './histogram'

/** How the range that codes cover is chosen from what calibration saw. */
export type RangeChoice =
  | { readonly kind: 'min-max' }
  /** Keeps this share of the values, in percent, cutting both ends alike. */
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'entropy' }
  | { readonly kind: 'mean-squared-error' }

export type RangeKind = RangeChoice['kind']

export type RangeRule<Kind extends RangeKind> = (
  histogram: Histogram,
  format: IntegerFormat,
  choice: Extract<RangeChoice, { kind: Kind }>,
) => Range
