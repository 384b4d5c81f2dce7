import type { QuantizeProgress } from './calibration-hooks'

/** Where each step begins and ends within the whole, 0..1: measuring the inputs of layers takes longest. */
const spans: Readonly<Record<QuantizeProgress['step'], readonly [from: number, to: number]>> = {
  preparing: [0, 0.1],
  observing: [0.1, 0.25],
  equalising: [0.25, 0.3],
  measuring: [0.3, 0.7],
  rounding: [0.3, 0.75],
  searching: [0.75, 0.85],
  inspecting: [0.85, 0.92],
  checking: [0.92, 1],
}

/** How much of the whole is done, 0..1. Steps may be taken more than once: whoever shows it keeps the largest. */
export function progressShare({ step, done, total }: QuantizeProgress): number {
  const [from, to] = spans[step]
  return from + (to - from) * (total === 0 ? 1 : Math.min(1, done / total))
}
