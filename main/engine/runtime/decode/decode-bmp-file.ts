import { AppError } from '#core/contract/errors'
import { decodeBmp } from '#core/formats/images/bmp-decode'
import { readBmpLayout } from '#core/formats/images/bmp-header'
import { ByteReader } from '#core/formats/images/byte-reader'
import { damagedPhoto } from './damaged-photo'
import type { DecodeStored } from './stored-pixels'

/** Decodes a BMP, which libvips does not. */
export const decodeBmpFile: DecodeStored = async ({ bytes, reduction, damaged }) => {
  const layout = readBmpLayout(new ByteReader(bytes))
  if (layout.kind === 'refused') throw new AppError(layout.code, layout.reason)
  const { image, truncated } = decodeBmp(bytes, layout, reduction.factor)
  if (truncated && damaged === 'refuse') throw damagedPhoto('truncated')
  return { image, notes: [], damage: truncated ? 'truncated' : null }
}
