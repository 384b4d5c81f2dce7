/** How far a run was at a time. */
export interface Progress {
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly done: number
}

/** The part of a run after the workers and the model were loaded. */
export interface SteadySpan {
  readonly startMs: number
  readonly endMs: number
  readonly photos: number
}

/** From the first report of at least `leastDone` photos to the last report. Throws when there are no two such reports. */
export function steadySpan(reports: readonly Progress[], leastDone: number): SteadySpan {
  const first = reports.find(({ done }) => done >= leastDone)
  const last = reports.at(-1)
  if (first === undefined || last === undefined || last.done <= first.done || last.atMs <= first.atMs) {
    throw new Error(`The run told too little of itself: ${reports.map(({ done }) => done).join(', ')} photos.`)
  }
  return { startMs: first.atMs, endMs: last.atMs, photos: last.done - first.done }
}
