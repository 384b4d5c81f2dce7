import type { PointPx } from '#core/geometry/orientation'
import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'

/** How the photo lies on the screen: `scale` CSS pixels per photo pixel, the photo's top left corner at x, y in CSS pixels. */
export interface Viewport {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Smallest and largest scale in CSS pixels per photo pixel. */
export interface ScaleLimits {
  readonly least: number
  readonly most: number
}

const leastZoom = 0.1
const mostZoom = 32
/** So much of the photo stays on the screen however far it is moved. */
const keptVisiblePx = 48
/** Above 400 % single photo pixels are what the person looks at. */
const crispZoom = 4
/** A tiny photo that filled the screen would only show how few pixels it has. */
const mostFitScale = 16

/** The scale at which the whole photo is seen with `marginPx` around it; tiny photos are enlarged at most 16 times. */
export function fitScale(photo: SizePx, screen: SizePx, marginPx: number): number {
  const width = Math.max(1, screen.width - 2 * marginPx)
  const height = Math.max(1, screen.height - 2 * marginPx)
  return Math.min(width / photo.width, height / photo.height, mostFitScale)
}

/** The whole photo, centred. */
export function fitViewport(photo: SizePx, screen: SizePx, marginPx: number): Viewport {
  return centred(photo, screen, fitScale(photo, screen, marginPx))
}

/** The photo centred at a given scale. */
export function centred(photo: SizePx, screen: SizePx, scale: number): Viewport {
  return { scale, x: (screen.width - photo.width * scale) / 2, y: (screen.height - photo.height * scale) / 2 }
}

/** 10 % to 3200 % in device pixels; a photo too large to fit at 10 % may become smaller. */
export function scaleLimits(photo: SizePx, screen: SizePx, marginPx: number, devicePixelRatio: number): ScaleLimits {
  const fit = fitScale(photo, screen, marginPx)
  return {
    least: Math.min(leastZoom / devicePixelRatio, fit),
    most: Math.max(mostZoom / devicePixelRatio, fit),
  }
}

/** Changes the scale so that the photo pixel under `point` (CSS pixels) stays under it. */
export function zoomTo(viewport: Viewport, scale: number, point: PointPx, limits: ScaleLimits): Viewport {
  const next = Math.min(limits.most, Math.max(limits.least, scale))
  const ratio = next / viewport.scale
  return { scale: next, x: point.x - (point.x - viewport.x) * ratio, y: point.y - (point.y - viewport.y) * ratio }
}

export function moveBy(viewport: Viewport, deltaX: number, deltaY: number): Viewport {
  return { scale: viewport.scale, x: viewport.x + deltaX, y: viewport.y + deltaY }
}

/** Moves the photo back so that part of it stays on the screen. */
export function keepReachable(viewport: Viewport, photo: SizePx, screen: SizePx): Viewport {
  return {
    scale: viewport.scale,
    x: reachable(viewport.x, photo.width * viewport.scale, screen.width),
    y: reachable(viewport.y, photo.height * viewport.scale, screen.height),
  }
}

function reachable(start: number, length: number, room: number): number {
  const kept = Math.min(keptVisiblePx, length)
  return Math.min(room - kept, Math.max(kept - length, start))
}

export function toPhoto(viewport: Viewport, point: PointPx): PointPx {
  return { x: (point.x - viewport.x) / viewport.scale, y: (point.y - viewport.y) / viewport.scale }
}

export function rectToScreen(viewport: Viewport, rect: RectPx): RectPx {
  return {
    x: viewport.x + rect.x * viewport.scale,
    y: viewport.y + rect.y * viewport.scale,
    width: rect.width * viewport.scale,
    height: rect.height * viewport.scale,
  }
}

/** Zoom as people read it: 1 means one photo pixel per device pixel. */
export function zoomOf(viewport: Viewport, devicePixelRatio: number): number {
  return viewport.scale * devicePixelRatio
}

/** True where photo pixels are drawn as squares instead of being smoothed. */
export function isCrisp(viewport: Viewport, devicePixelRatio: number): boolean {
  return zoomOf(viewport, devicePixelRatio) > crispZoom
}
