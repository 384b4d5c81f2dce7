import { channelsOf } from '../ui/class-color'
import { tintMask, type MaskRaster } from './mask-raster'

/** The tinted mask as a picture of the raster's size; `colorOf` gives null for a class that is not shown. `edgePx` in samples of the raster. */
export function maskPicture(raster: MaskRaster, colorOf: (classIndex: number) => string | null, edgePx: number): OffscreenCanvas {
  const picture = new OffscreenCanvas(raster.width, raster.height)
  const tint = tintMask(
    raster,
    (index) => {
      const color = colorOf(index)
      return color === null ? null : channelsOf(color)
    },
    edgePx,
  )
  picture.getContext('2d')?.putImageData(new ImageData(tint, raster.width, raster.height), 0, 0)
  return picture
}
