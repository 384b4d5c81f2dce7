import { channelsOf, classColor } from '../ui/class-color'
import { tintMask, type MaskRaster } from './mask-raster'

/** Which classes of a mask are tinted. */
export interface MaskShow {
  /** Class name of an index; null for the background and for indices without a class. */
  nameOf(classIndex: number): string | null
  shows(name: string): boolean
}

/** The tinted mask as a picture of the raster's size. `edgePx` in samples of the raster. */
export function maskPicture(raster: MaskRaster, show: MaskShow, edgePx: number): OffscreenCanvas {
  const picture = new OffscreenCanvas(raster.width, raster.height)
  const tint = tintMask(
    raster,
    (index) => {
      const name = show.nameOf(index)
      return name !== null && show.shows(name) ? channelsOf(classColor(name)) : null
    },
    edgePx,
  )
  picture.getContext('2d')?.putImageData(new ImageData(tint, raster.width, raster.height), 0, 0)
  return picture
}
