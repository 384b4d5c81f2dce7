import { readFileSync } from 'node:fs'
import type { EngineClient } from '#core/contract/index'
import type { PhotoVariant } from '#core/contract/photos'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { PhotoId } from '#core/model/photo'
import { loadSharp } from '../runtime/decode/load-sharp'

/** The pixels that the window gets for a photo, as a browser decodes them. */
export async function shownPicture(client: EngineClient, photoId: PhotoId, variant: PhotoVariant): Promise<RgbImage> {
  const { path } = await client.call('photo.file', { photoId, variant })
  const { data, info } = await loadSharp().sharp(readFileSync(path)).autoOrient().toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
