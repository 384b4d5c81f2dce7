import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { DecodedPhoto } from './decode-photo'
import { decodeBytes, headerOf } from './testing/decode-bytes'
import { type Box, boxPicture, exifWithOrientation, findRedBox, insertExif, pngRows, writePng } from './testing/pictures'

/** Where the box 40,30,120,60 of an upright 600 × 400 photo lies in each stored raster. */
const storedBoxes = [
  [1, 600, 400, { x: 40, y: 30, width: 120, height: 60 }],
  [2, 600, 400, { x: 440, y: 30, width: 120, height: 60 }],
  [3, 600, 400, { x: 440, y: 310, width: 120, height: 60 }],
  [4, 600, 400, { x: 40, y: 310, width: 120, height: 60 }],
  [5, 400, 600, { x: 30, y: 40, width: 60, height: 120 }],
  [6, 400, 600, { x: 30, y: 440, width: 60, height: 120 }],
  [7, 400, 600, { x: 310, y: 440, width: 60, height: 120 }],
  [8, 400, 600, { x: 310, y: 40, width: 60, height: 120 }],
] as const

const uprightBox: Box = { x: 40, y: 30, width: 120, height: 60 }

function open(picture: RgbImage) {
  return sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
}

function jpegOf(picture: RgbImage): Promise<Buffer> {
  return open(picture).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** Where the box lies in the whole photo and in one reduced to half. */
async function boxesInFullAndHalf(bytes: Uint8Array): Promise<object> {
  const [full, half] = [await decodeBytes(bytes), await decodeBytes(bytes, 150)]
  const describeImage = ({ image }: DecodedPhoto) => ({ width: image.width, height: image.height, box: findRedBox(image) })
  return { upright: full.upright, full: describeImage(full), half: describeImage(half) }
}

const expectedBoxes = {
  upright: { width: 600, height: 400 },
  full: { width: 600, height: 400, box: uprightBox },
  half: { width: 300, height: 200, box: { x: 20, y: 15, width: 60, height: 30 } },
}

describe('photos stored in all eight orientations', () => {
  it.each(storedBoxes)('JPEG with orientation %i', async (orientation, width, height, box) => {
    const jpeg = await jpegOf(boxPicture(width, height, box))
    const bytes = insertExif(jpeg, exifWithOrientation(orientation))
    const photo = await decodeBytes(bytes)
    expect(photo.image).toMatchObject({ width: 600, height: 400 })
    expect(findRedBox(photo.image)).toEqual(uprightBox)
  })

  it.each(storedBoxes)('PNG with an eXIf chunk of orientation %i, also reduced', async (orientation, width, height, box) => {
    const rows = pngRows(boxPicture(width, height, box))
    const extraChunks = [['eXIf', exifWithOrientation(orientation)]] as const
    expect(await boxesInFullAndHalf(writePng({ width, height, bitDepth: 8, colourType: 2, rows, extraChunks }))).toEqual(expectedBoxes)
  })

  it.each(storedBoxes)('WebP with an EXIF chunk of orientation %i, also reduced', async (orientation, width, height, box) => {
    expect(await boxesInFullAndHalf(await open(boxPicture(width, height, box)).webp({ lossless: true }).withMetadata({ orientation }).toBuffer())).toEqual(expectedBoxes)
  })

  it.each(storedBoxes)('TIFF with orientation tag %i, also reduced', async (orientation, width, height, box) => {
    expect(await boxesInFullAndHalf(await open(boxPicture(width, height, box)).tiff({ compression: 'lzw' }).withMetadata({ orientation }).toBuffer())).toEqual(expectedBoxes)
  })
})

describe('photos whose orientation cannot be used', () => {
  it.each([
    ['0', exifWithOrientation(0), 'orientation-invalid'],
    ['9', exifWithOrientation(9), 'orientation-invalid'],
    ['damaged', exifWithOrientation(6).subarray(0, 13), 'exif-damaged'],
  ])('stay as stored with a note: %s', async (_, exif, note) => {
    const bytes = insertExif(await jpegOf(boxPicture(600, 400, uprightBox)), exif)
    const photo = await decodeBytes(bytes)
    expect(headerOf(bytes).orientation).toBe(1)
    expect(photo.notes).toEqual([note])
    expect(findRedBox(photo.image)).toEqual(uprightBox)
  })
})
