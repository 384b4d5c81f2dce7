import type { RectPx } from '#core/geometry/rect'
import type { Frame } from '../photo-view'

/** A part of a mask as it is painted: one sample for `step` × `step` photo pixels; the rest counted in samples. */
export interface MaskRegion extends RectPx {
  readonly step: number
}

/** So much more than the screen shows is painted, as a share of the screen, so that panning needs no painting at once. */
const spareShare = 0.2

/** Photo pixels per sample, a power of two: about as many samples as device pixels, never more than photo pixels. */
export function sampleStep({ viewport, devicePixelRatio }: Pick<Frame, 'viewport' | 'devicePixelRatio'>): number {
  return Math.max(1, 2 ** Math.round(Math.log2(1 / (viewport.scale * devicePixelRatio))))
}

/** The part of `bounds` that the screen shows, `spare` times the screen around it included; null when it shows none of it. */
function visibleRegion(bounds: RectPx, frame: Frame, spare: number): MaskRegion | null {
  const { viewport, screen } = frame
  const step = sampleStep(frame)
  const [width, height] = [screen.width / viewport.scale, screen.height / viewport.scale]
  const left = Math.floor(Math.max(bounds.x, -viewport.x / viewport.scale - width * spare) / step)
  const top = Math.floor(Math.max(bounds.y, -viewport.y / viewport.scale - height * spare) / step)
  const right = Math.ceil(Math.min(bounds.x + bounds.width, -viewport.x / viewport.scale + width * (1 + spare)) / step)
  const bottom = Math.ceil(Math.min(bounds.y + bounds.height, -viewport.y / viewport.scale + height * (1 + spare)) / step)
  return right > left && bottom > top ? { step, x: left, y: top, width: right - left, height: bottom - top } : null
}

/** The region to paint for a frame: `painted` when it still serves; null when nothing of the mask is on the screen. */
export function regionFor(bounds: RectPx, frame: Frame, painted: MaskRegion | null): MaskRegion | null {
  const needed = visibleRegion(bounds, frame, 0)
  if (needed === null) return null
  const serves =
    painted !== null &&
    painted.step === needed.step &&
    painted.x <= needed.x &&
    painted.y <= needed.y &&
    painted.x + painted.width >= needed.x + needed.width &&
    painted.y + painted.height >= needed.y + needed.height
  return serves ? painted : visibleRegion(bounds, frame, spareShare)
}
