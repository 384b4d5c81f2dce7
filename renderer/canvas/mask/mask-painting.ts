import type { RectPx } from '#core/geometry/rect'
import { channelsOf } from '../../ui/class-color'
import type { Frame } from '../photo-view'
import { isCrisp } from '../viewport'
import { regionFor, type MaskRegion } from './mask-region'
import type { RunMask } from './run-mask'
import { tintRows, tintWords, type TintWords } from './tint-rows'

interface Painted {
  readonly region: MaskRegion
  readonly canvas: OffscreenCanvas
  readonly pixels: ImageData
  readonly words: Uint32Array
}

/** A mask in its colour, painted as finely as the screen shows it and only where the screen is; strokes repaint their rows alone. */
export class MaskPainting {
  private readonly tint: TintWords
  private painted: Painted | null = null

  /** `bounds`: the part of the photo that can ever hold pixels of it. */
  constructor(
    private mask: RunMask,
    private readonly bounds: RectPx,
    color: string,
  ) {
    this.tint = tintWords(channelsOf(color))
  }

  /** The mask as it is now; only rows `from` to `to` (exclusive) of the photo differ. */
  change(mask: RunMask, from: number, to: number): void {
    this.mask = mask
    if (this.painted === null) return
    const { region } = this.painted
    // The neighbours of a changed row have another edge.
    const first = Math.max(0, Math.floor(from / region.step) - region.y - 1)
    const end = Math.min(region.height, Math.ceil(to / region.step) - region.y + 1)
    if (end > first) this.paint(this.painted, first, end)
  }

  draw(context: CanvasRenderingContext2D, frame: Frame): void {
    const region = regionFor(this.bounds, frame, this.painted?.region ?? null)
    if (region === null) return
    if (this.painted === null || this.painted.region !== region) this.start(region)
    if (this.painted === null) return
    const { viewport, devicePixelRatio } = frame
    const pitch = region.step * viewport.scale
    context.imageSmoothingEnabled = !isCrisp(viewport, devicePixelRatio)
    context.drawImage(
      this.painted.canvas,
      viewport.x + region.x * pitch,
      viewport.y + region.y * pitch,
      region.width * pitch,
      region.height * pitch,
    )
  }

  private start(region: MaskRegion): void {
    const pixels = new ImageData(region.width, region.height)
    const canvas = new OffscreenCanvas(region.width, region.height)
    this.painted = { region, canvas, pixels, words: new Uint32Array(pixels.data.buffer) }
    this.paint(this.painted, 0, region.height)
  }

  private paint({ region, canvas, pixels, words }: Painted, from: number, to: number): void {
    tintRows(words, this.mask.rows, region, this.tint, from, to)
    canvas.getContext('2d')?.putImageData(pixels, 0, 0, 0, from, region.width, to - from)
  }
}
