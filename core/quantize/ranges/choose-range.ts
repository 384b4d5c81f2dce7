import type { IntegerFormat, Range } from '../affine'
import { entropy } from './entropy'
import type { Histogram } from './histogram'
import { meanSquaredError } from './mean-squared-error'
import { minMax } from './min-max'
import { percentile } from './percentile'
import type { RangeChoice, RangeKind, RangeRule } from './range-rule'

const rules: { readonly [Kind in RangeKind]: RangeRule<Kind> } = {
  'min-max': minMax,
  percentile,
  entropy,
  'mean-squared-error': meanSquaredError,
}

/** The range of values that get codes of their own, by the rule chosen. */
export function chooseRange(histogram: Histogram, format: IntegerFormat, choice: RangeChoice): Range {
  const rule = rules[choice.kind] as (histogram: Histogram, format: IntegerFormat, choice: RangeChoice) => Range
  return rule(histogram, format, choice)
}
