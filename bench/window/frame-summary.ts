import { median } from '../throughput/median'

export interface FrameSummary {
  readonly frames: number
  readonly medianMs: number
  /** 95 of 100 frames were at most this long. */
  readonly p95Ms: number
  readonly worstMs: number
  /** Share of frames longer than a frame and a quarter at 60 per second. */
  readonly late: number
}

const lateMs = (1000 / 60) * 1.25

/** Intervals between frames from the times at which they began, in milliseconds. Needs two times. */
export function frameSummary(beganMs: readonly number[]): FrameSummary {
  const intervalsMs = beganMs.slice(1).map((time, at) => time - (beganMs[at] ?? time))
  const sorted = intervalsMs.toSorted((a, b) => a - b)
  return {
    frames: sorted.length,
    medianMs: median(sorted),
    p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN,
    worstMs: sorted.at(-1) ?? NaN,
    late: sorted.filter((interval) => interval > lateMs).length / sorted.length,
  }
}
