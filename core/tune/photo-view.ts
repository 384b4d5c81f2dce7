import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'

/** One honest change of a photo before it becomes a model's input; labels are changed alike. */
export interface Augmentation {
  /** Stable name of exactly these numbers: part of the key features are cached under. */
  readonly id: string
  /** The part of the upright photo that is seen, in shares of its sides. */
  readonly window: RectPx
  readonly mirror: 'none' | 'horizontal'
  /** Factors on brightness, contrast and saturation; 1 changes nothing. */
  readonly colour: { readonly brightness: number; readonly contrast: number; readonly saturation: number }
}

/** The photo as it is. */
export const plainView: Augmentation = {
  id: 'plain',
  window: { x: 0, y: 0, width: 1, height: 1 },
  mirror: 'none',
  colour: { brightness: 1, contrast: 1, saturation: 1 },
}

/** What of a photo a sample shows, in upright pixels of the photo. The model sees a photo of the window's size. */
export interface PhotoView {
  readonly photo: SizePx
  readonly window: RectPx
  readonly mirror: Augmentation['mirror']
}

/** The view an augmentation gives of a photo of this upright size. */
export function viewOf(photo: SizePx, { window, mirror }: Augmentation): PhotoView {
  return {
    photo,
    window: { x: window.x * photo.width, y: window.y * photo.height, width: window.width * photo.width, height: window.height * photo.height },
    mirror,
  }
}

/** A point of the photo in pixels of the view, which may lie outside of it. */
export function pointInView(x: number, y: number, { window, mirror }: PhotoView): readonly [x: number, y: number] {
  const left = x - window.x
  return [mirror === 'horizontal' ? window.width - left : left, y - window.y]
}

/** A rectangle of the photo in pixels of the view, not clipped. */
export function rectInView(rect: RectPx, view: PhotoView): RectPx {
  const [x, y] = pointInView(view.mirror === 'horizontal' ? rect.x + rect.width : rect.x, rect.y, view)
  return { x, y, width: rect.width, height: rect.height }
}
