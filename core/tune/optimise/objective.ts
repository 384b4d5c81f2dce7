/** A smooth function of many numbers, read from disk in parts if need be. */
export interface Objective {
  /** Value at `point`; its gradient is WRITTEN to `gradient`. */
  evaluate(point: Float64Array, gradient: Float64Array): Promise<number>
}
