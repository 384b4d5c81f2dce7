import type { ResampleKernel } from '#core/geometry/resample-kernels'
import { resampleKernel } from '#core/geometry/resample-kernels'
import type { ResampleGeometry, ResamplePlan } from '#core/geometry/resample-plan'
import { ResamplePlans } from '#core/geometry/resample-plan'
import type { RgbImage } from '#core/geometry/rgb-image'

/** Turns 8-bit channel values into tensor values, 256 entries each for red, green and blue. */
export type ChannelTable = Float32Array

/** Where in a [3, height, width] tensor the pixels go: its plane width and height. */
export interface TensorTarget {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/** Resizes pictures into model inputs: bit for bit the same numbers, whatever machine does it. */
export interface TensorResampler {
  /** Resizes and writes table[channel][value] to the top left of the tensor's three planes; the rest is left alone. */
  toTensor(image: RgbImage, geometry: Omit<ResampleGeometry, 'input'>, table: ChannelTable, target: TensorTarget): void
}

/** A strip of this many rows stays in the first-level cache while it is walked column by column. */
const rowsPerStrip = 128

/**
 * Resizes pictures with a triangle filter, bit for bit like Pillow's BILINEAR. Keeps the weight tables of recent
 * geometries and its working memory, so a batch of equal sizes allocates nothing per photo. One call at a time.
 */
export class Resampler implements TensorResampler {
  private readonly plans = new ResamplePlans()
  private readonly kernels: ResampleKernel[] = []
  private squeezed = new Uint8Array(0)
  private row = new Uint8Array(0)

  /** Resizes to RGB pixels of the window's size. */
  toRgb(image: RgbImage, geometry: Omit<ResampleGeometry, 'input'>): RgbImage {
    const plan = this.plans.plan({ ...geometry, input: { width: image.width, height: image.height } })
    const { width, height } = geometry.window
    const data = new Uint8Array(width * height * 3)
    this.squeezeColumns(image, plan)
    for (let y = 0; y < height; y++) this.mixRow(plan, y, data, y * width * 3)
    return { width, height, data }
  }

  toTensor(image: RgbImage, geometry: Omit<ResampleGeometry, 'input'>, table: ChannelTable, target: TensorTarget): void {
    const plan = this.plans.plan({ ...geometry, input: { width: image.width, height: image.height } })
    const { width, height } = geometry.window
    if (this.row.length < width * 3) this.row = new Uint8Array(width * 3)
    this.squeezeColumns(image, plan)
    for (let y = 0; y < height; y++) {
      this.mixRow(plan, y, this.row, 0)
      spreadRow(this.row, width, table, target, y)
    }
  }

  private kernel(taps: number): ResampleKernel {
    return (this.kernels[taps] ??= resampleKernel(taps))
  }

  /** First pass: every needed input row becomes `window.width` pixels wide. */
  private squeezeColumns(image: RgbImage, plan: ResamplePlan): void {
    const { columns, firstRow, rowCount } = plan
    const width = plan.geometry.window.width
    const inputStep = image.width * 3
    const outputStep = width * 3
    if (this.squeezed.length < rowCount * outputStep) this.squeezed = new Uint8Array(rowCount * outputStep)
    // A Buffer would make the kernels polymorphic.
    const source = new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.byteLength)
    for (let strip = 0; strip < rowCount; strip += rowsPerStrip) {
      const length = Math.min(rowsPerStrip, rowCount - strip)
      for (let x = 0; x < width; x++) {
        const from = (firstRow + strip) * inputStep + (columns.starts[x] ?? 0) * 3
        const to = strip * outputStep + x * 3
        const run = this.kernel(columns.counts[x] ?? 1)
        run(source, from, 3, inputStep, columns.weights, x * columns.stride, this.squeezed, to, outputStep, length)
      }
    }
  }

  /** Second pass: one output row from the squeezed rows. */
  private mixRow(plan: ResamplePlan, y: number, target: Uint8Array, offset: number): void {
    const { rows, firstRow } = plan
    const width = plan.geometry.window.width
    const step = width * 3
    const from = ((rows.starts[y] ?? 0) - firstRow) * step
    const run = this.kernel(rows.counts[y] ?? 1)
    run(this.squeezed, from, step, 3, rows.weights, y * rows.stride, target, offset, 3, width)
  }
}

function spreadRow(row: Uint8Array, width: number, table: ChannelTable, target: TensorTarget, y: number): void {
  const { data } = target
  const plane = target.width * target.height
  const red = y * target.width
  const green = red + plane
  const blue = green + plane
  let from = 0
  for (let x = 0; x < width; x++) {
    data[red + x] = table[row[from]!]!
    data[green + x] = table[256 + row[from + 1]!]!
    data[blue + x] = table[512 + row[from + 2]!]!
    from += 3
  }
}
