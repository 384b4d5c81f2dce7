import type { RectPx } from '#core/geometry/rect'
import type { ResampleAxis } from '#core/geometry/resample-axis'
import { resampleAxis } from '#core/geometry/resample-axis'
import type { SizePx } from '#core/model/photo'

/** A resize as a whole: `box` of the input is stretched to `output`, of which `window` is kept. */
export interface ResampleGeometry {
  readonly input: SizePx
  readonly box: RectPx
  readonly output: SizePx
  /** Whole pixels inside `output`. */
  readonly window: RectPx
}

/** A resize worked out for every column and row. */
export interface ResamplePlan {
  readonly geometry: ResampleGeometry
  readonly columns: ResampleAxis
  readonly rows: ResampleAxis
  /** Input rows that take part. */
  readonly firstRow: number
  readonly rowCount: number
}

const keptPlans = 32

/** Works resizes out and keeps the recent ones. */
export class ResamplePlans {
  private readonly plans = new Map<string, ResamplePlan>()

  /** The same object for the same geometry, as long as it is kept. */
  plan(geometry: ResampleGeometry): ResamplePlan {
    const key = JSON.stringify(geometry)
    const known = this.plans.get(key)
    if (known !== undefined) return known
    const plan = planResample(geometry)
    if (this.plans.size >= keptPlans) this.plans.clear()
    this.plans.set(key, plan)
    return plan
  }
}

function planResample(geometry: ResampleGeometry): ResamplePlan {
  const { input, box, output, window } = geometry
  const columns = resampleAxis({
    inputLength: input.width,
    from: box.x,
    to: box.x + box.width,
    outputLength: output.width,
    windowStart: window.x,
    windowLength: window.width,
  })
  const rows = resampleAxis({
    inputLength: input.height,
    from: box.y,
    to: box.y + box.height,
    outputLength: output.height,
    windowStart: window.y,
    windowLength: window.height,
  })
  const firstRow = rows.starts[0] ?? 0
  const last = window.height - 1
  const rowCount = (rows.starts[last] ?? 0) + (rows.counts[last] ?? 0) - firstRow
  return { geometry, columns, rows, firstRow, rowCount }
}
