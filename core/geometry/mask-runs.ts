/** One row of a class mask as runs from left to right: run i has class classes[i] and ends before column ends[i]. */
export interface RowRuns {
  readonly classes: Uint8Array
  readonly ends: Int32Array
  /** How many runs are in use; neighbours differ in class and the last one ends at the width. */
  count: number
}

/** Room for the runs of one row of `width` pixels. */
export function emptyRuns(width: number): RowRuns {
  return { classes: new Uint8Array(width), ends: new Int32Array(width), count: 0 }
}

/** Appends pixels of one class up to `end`, joining them to the last run when the class is the same. */
export function pushRun(runs: RowRuns, classIndex: number, end: number): void {
  if (runs.count > 0 && runs.classes[runs.count - 1] === classIndex) {
    runs.ends[runs.count - 1] = end
    return
  }
  runs.classes[runs.count] = classIndex
  runs.ends[runs.count] = end
  runs.count++
}
