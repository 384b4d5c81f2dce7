/** `count` evenly spaced numbers from `start` to `stop`, both included exactly; the rounding is that of numpy.linspace. */
export function linspace(start: number, stop: number, count: number): number[] {
  const step = (stop - start) / (count - 1)
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? stop : index * step + start))
}
