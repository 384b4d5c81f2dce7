import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decoderInfo } from './decoder-info'
import { encodeThumbnail } from './encode-thumbnail'
import { type PreviewType, renderPreview } from './render-preview'
import { decodeBytes, headerOf } from './testing/decode-bytes'
import { boxPicture, exifWithOrientation, findRedBox, insertExif, noisePicture, plainPicture } from './testing/pictures'

function open(width: number, height: number) {
  return sharp(boxPicture(width, height, { x: 30, y: 40, width: 60, height: 120 }).data, { raw: { width, height, channels: 3 } })
}

describe('encodeThumbnail', () => {
  it('writes a JPEG that other decoders read with the right colours', async () => {
    const jpeg = await encodeThumbnail(plainPicture(96, 64, [200, 60, 30]), 85)
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 96, height: 64, channels: 3 })
    expect(Math.abs((data[0] ?? 0) - 200)).toBeLessThan(4)
    expect(Math.abs((data[2] ?? 0) - 30)).toBeLessThan(4)
  })

  it('is smaller at lower quality', async () => {
    const picture = noisePicture(200, 200)
    const [low, high] = [await encodeThumbnail(picture, 30), await encodeThumbnail(picture, 95)]
    expect(low.length).toBeLessThan(high.length / 2)
  })
})

describe('renderPreview', () => {
  const formats: Readonly<Record<PreviewType, string>> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' }

  it.each(Object.entries(formats) as [PreviewType, string][])('renders %s upright at the asked size', async (type, format) => {
    const stored = insertExif(await open(400, 600).jpeg({ quality: 95 }).toBuffer(), exifWithOrientation(5))
    const preview = await renderPreview(stored, headerOf(stored), { maxSidePx: 300, type })
    expect(preview).toMatchObject({ size: { width: 300, height: 200 }, type, damage: null })
    expect(await sharp(preview.bytes).metadata()).toMatchObject({ format, width: 300, height: 200 })
    const { image } = await decodeBytes(preview.bytes)
    expect(findRedBox(image)).toEqual({ x: 20, y: 15, width: 60, height: 30 })
  })

  it('never enlarges', async () => {
    const png = await open(300, 200).png().toBuffer()
    const preview = await renderPreview(png, headerOf(png), { maxSidePx: 2000, type: 'image/png' })
    expect(preview.size).toEqual({ width: 300, height: 200 })
    expect(Buffer.compare((await decodeBytes(preview.bytes)).image.data, (await decodeBytes(png)).image.data)).toBe(0)
  })

  it('shows the readable part of a damaged photo, marked', async () => {
    const jpeg = await open(400, 600).jpeg().toBuffer()
    const preview = await renderPreview(jpeg.subarray(0, jpeg.length - 100), headerOf(jpeg), { maxSidePx: 300, type: 'image/jpeg' })
    expect(preview.damage).toBe('truncated')
  })
})

describe('decoderInfo', () => {
  it('tells which decoders run', () => {
    const info = decoderInfo()
    expect(['native', 'wasm']).toContain(info.libvips.build)
    expect(info.libvips.vips).toMatch(/^\d+\.\d+/)
    expect(info.jpegTurbo.available ? info.jpegTurbo.version : info.jpegTurbo.reason).toBeTruthy()
  })
})
