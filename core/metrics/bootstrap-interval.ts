import { seededRandom } from '#core/random/seeded-random'
import { percentileInterval } from './percentile-interval'

export interface BootstrapOptions {
  readonly draws: number
  readonly seed: number
}

/**
 * 95 % percentile interval of a statistic over items drawn anew with replacement (B. Efron, R. Tibshirani, "An Introduction to the
 * Bootstrap", 1993, section 13.3). The statistic is given positions, so that paired values stay together.
 */
export function bootstrapInterval(count: number, statistic: (positions: readonly number[]) => number, { draws, seed }: BootstrapOptions): readonly [low: number, high: number] {
  const random = seededRandom(seed)
  return percentileInterval(Array.from({ length: draws }, () => statistic(Array.from({ length: count }, () => Math.floor(random() * count)))))
}
