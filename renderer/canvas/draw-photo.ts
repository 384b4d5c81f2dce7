import type { SizePx } from '#core/model/photo'
import { isCrisp, type Viewport } from './viewport'

export interface PhotoDrawing {
  /** The picture, of whatever resolution, to be stretched over the photo's area; null while it loads. */
  readonly picture: CanvasImageSource | null
  readonly photo: SizePx
  readonly viewport: Viewport
  readonly screen: SizePx
  readonly devicePixelRatio: number
  readonly quality: ImageSmoothingQuality
}

/** Draws the photo on a cleared canvas whose unit is a CSS pixel. */
export function drawPhoto(context: CanvasRenderingContext2D, drawing: PhotoDrawing): void {
  const { picture, photo, viewport, screen, devicePixelRatio } = drawing
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  context.clearRect(0, 0, screen.width, screen.height)
  if (picture === null) return
  context.imageSmoothingEnabled = !isCrisp(viewport, devicePixelRatio)
  context.imageSmoothingQuality = drawing.quality
  context.drawImage(picture, viewport.x, viewport.y, photo.width * viewport.scale, photo.height * viewport.scale)
}
