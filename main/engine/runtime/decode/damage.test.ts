import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeBytes } from './testing/decode-bytes'
import { insertSegment, noisePicture, pngRows, writePng } from './testing/pictures'

function open(width: number, height: number) {
  return sharp(noisePicture(width, height).data, { raw: { width, height, channels: 3 } })
}

const jpegFiles = {
  small: () => open(400, 300).jpeg().toBuffer(),
  large: () => open(1600, 1200).jpeg().toBuffer(),
  progressive: () => open(1600, 1200).jpeg({ progressive: true }).toBuffer(),
}

function cutAt(bytes: Uint8Array, share: number): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length * share))
}

function flipped(bytes: Uint8Array, share: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(copy.length * share)
  copy[at] = (copy[at] ?? 0) ^ 0x55
  return copy
}

const truncated = { code: 'image-damaged', message: expect.stringContaining('truncated') }
const corrupt = { code: 'image-damaged', message: expect.stringContaining('corrupt data') }

describe('truncated photos', () => {
  it.each(Object.entries(jpegFiles))('JPEG, %s, in full and reduced', async (_, make) => {
    const cut = cutAt(await make(), 0.6)
    await expect(decodeBytes(cut)).rejects.toMatchObject(truncated)
    await expect(decodeBytes(cut, 100)).rejects.toMatchObject(truncated)
    const shown = await decodeBytes(cut, 100, 'show')
    expect(shown.damage).toBe('truncated')
    expect(shown.image.data.some((level) => level !== 0)).toBe(true)
  })

  it('JPEG that lacks only its end', async () => {
    const whole = await jpegFiles.small()
    await expect(decodeBytes(whole.subarray(0, -2))).rejects.toMatchObject(truncated)
  })

  it.each([
    ['PNG', () => open(400, 300).png().toBuffer()],
    ['WebP', () => open(400, 300).webp().toBuffer()],
    ['AVIF', () => open(400, 300).avif({ effort: 0 }).toBuffer()],
    ['GIF', () => open(400, 300).gif().toBuffer()],
  ])('%s', async (_, make) => {
    await expect(decodeBytes(cutAt(await make(), 0.6))).rejects.toMatchObject(truncated)
  })

  it('TIFF whose directory comes first', async () => {
    const tiff = await open(400, 300).tiff({ compression: 'none' }).toBuffer()
    const directoryAt = tiff.readUInt32LE(4)
    expect(directoryAt).toBeGreaterThan(1000)
    expect(() => decodeBytes(cutAt(tiff, 0.6))).toThrow(/truncated/)
  })
})

describe('corrupt photos', () => {
  it('PNG with one flipped byte of picture data', async () => {
    const { width, height, data } = noisePicture(64, 64)
    const png = writePng({ width, height, bitDepth: 8, colourType: 2, rows: pngRows({ width, height, data }) })
    await expect(decodeBytes(flipped(png, 0.5))).rejects.toMatchObject(corrupt)
    expect((await decodeBytes(flipped(png, 0.5), 64, 'show')).damage).toBe('corrupt data')
  })

  it('AVIF with a flipped byte', async () => {
    const avif = await open(400, 300).avif({ effort: 0 }).toBuffer()
    await expect(decodeBytes(flipped(avif, 0.6))).rejects.toMatchObject(corrupt)
  })
})

describe('odd but whole JPEG files', () => {
  it('decode despite bytes after their end', async () => {
    const photo = await decodeBytes(Buffer.concat([await jpegFiles.small(), Buffer.alloc(4096, 0x5a)]))
    expect(photo).toMatchObject({ damage: null, notes: [] })
  })

  it('decode despite stray bytes between header segments, to the same pixels', async () => {
    const whole = await jpegFiles.small()
    const commented = insertSegment(whole, 0xfe, Buffer.from('a comment'))
    const afterComment = 2 + 4 + 9
    const stray = Buffer.concat([commented.subarray(0, afterComment), Buffer.alloc(7, 0x11), commented.subarray(afterComment)])
    const [expected, actual] = [await decodeBytes(whole), await decodeBytes(stray)]
    expect(actual.notes).toEqual([])
    expect(Buffer.compare(actual.image.data, expected.image.data)).toBe(0)
  })
})
