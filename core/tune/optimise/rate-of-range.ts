/** Loss after a step at each rate, rates rising. */
export interface RangePoint {
  readonly rate: number
  readonly loss: number
}

const smoothing = 0.7
const divergence = 4

/** Rates from lowest to highest in equal ratios. */
export function rangeOfRates([lowest, highest]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, index) => lowest * (highest / lowest) ** (index / Math.max(1, count - 1)))
}

/** True once the loss has grown so much that higher rates tell nothing more. */
export function hasDiverged(points: readonly RangePoint[]): boolean {
  const last = points.at(-1)?.loss ?? 0
  return !Number.isFinite(last) || last > divergence * Math.min(...points.map(({ loss }) => loss))
}

/**
 * Learning rate from a range test (L. Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, section 3.3): a third
 * of the rate where the smoothed loss is lowest, which lies where it still falls fast.
 */
export function rateOfRange(points: readonly RangePoint[]): number {
  let smooth = points[0]?.loss ?? 0
  let best = { rate: points[0]?.rate ?? 0, loss: Infinity }
  for (const { rate, loss } of points) {
    if (!Number.isFinite(loss)) break
    smooth = smoothing * smooth + (1 - smoothing) * loss
    if (smooth < best.loss) best = { rate, loss: smooth }
  }
  return best.rate / 3
}
