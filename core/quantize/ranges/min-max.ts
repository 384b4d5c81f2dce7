import type { RangeRule } from './range-rule'

/** Everything seen. */
export const minMax: RangeRule<'min-max'> = (histogram) => histogram.extent
