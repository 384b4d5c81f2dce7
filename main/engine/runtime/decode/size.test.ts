import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { maxDecodedPixels } from '#core/formats/images/limits'
import { sniffImage } from '#core/formats/images/sniff'
import { jpegSteps, planReduction, powersOfTwo } from './plan-reduction'
import { decodeBytes, pixelAt } from './testing/decode-bytes'
import { plainPicture, pngRows, writePng } from './testing/pictures'

function solidPng(width: number, height: number): Uint8Array {
  return writePng({ width, height, bitDepth: 8, colourType: 2, rows: pngRows(plainPicture(width, height, [10, 200, 30])) })
}

describe('planReduction', () => {
  it('takes the strongest power of two that still covers what is needed', () => {
    const photo = { width: 4000, height: 3000 }
    expect(planReduction(photo, { width: 256, height: 256 }, powersOfTwo)).toEqual({ factor: 8, target: { width: 500, height: 375 } })
    expect(planReduction(photo, { width: 2001, height: 10 }, powersOfTwo).factor).toBe(1)
    expect(planReduction(photo, { width: 2000, height: 10 }, powersOfTwo).factor).toBe(2)
    expect(planReduction({ width: 300, height: 200 }, { width: 256, height: 256 }, powersOfTwo).factor).toBe(1)
    expect(planReduction({ width: 1, height: 5000 }, { width: 1, height: 1 }, powersOfTwo).target).toEqual({ width: 1, height: 1 })
  })

  it('takes steps at which libjpeg leaves out coefficients', () => {
    const photo = { width: 4000, height: 3000 }
    const factors = [445, 444, 334, 333, 800, 801, 1333, 1334].map((side) => planReduction(photo, { width: side, height: 1 }, jpegSteps).factor)
    expect(factors).toEqual([5, 9, 9, 9, 5, 3, 3, 1])
    expect(planReduction(photo, { width: 427, height: 320 }, jpegSteps).target).toEqual({ width: 444, height: 333 })
    expect(planReduction(photo, { width: 200, height: 100 }, jpegSteps)).toEqual({ factor: 16, target: { width: 250, height: 187 } })
    expect(planReduction({ width: 1, height: 5000 }, { width: 1, height: 1 }, jpegSteps).target).toEqual({ width: 1, height: 1 })
  })

  it('stays within the memory budget whatever is needed', () => {
    const { factor, target } = planReduction({ width: 20000, height: 14000 }, { width: 20000, height: 14000 }, powersOfTwo)
    expect(factor).toBe(4)
    expect(target.width * target.height).toBeLessThanOrEqual(maxDecodedPixels)
  })
})

describe('degenerate and huge pictures', () => {
  it.each([
    [1, 1],
    [1, 5000],
    [5000, 1],
    [70000, 10],
  ])('decodes %i × %i', async (width, height) => {
    const photo = await decodeBytes(solidPng(width, height), 300)
    expect(photo.upright).toEqual({ width, height })
    expect(pixelAt(photo, 0, 0)).toEqual([10, 200, 30])
  })

  it('opens 144 megapixels of single bits reduced, in little memory', async () => {
    const side = 12000
    const rows = new Uint8Array((side / 8 + 1) * side)
    for (let y = side / 2; y < side; y++) rows.fill(0xff, y * (side / 8 + 1) + 1, (y + 1) * (side / 8 + 1))
    const png = writePng({ width: side, height: side, bitDepth: 1, colourType: 0, rows })
    expect(png.length).toBeLessThan(30_000)
    const before = process.memoryUsage().rss
    const photo = await decodeBytes(png)
    expect(photo.upright).toEqual({ width: side, height: side })
    expect(photo.image).toMatchObject({ width: 3000, height: 3000 })
    expect(photo.notes).toContain('reduced')
    expect([pixelAt(photo, 5, 5), pixelAt(photo, 5, 2995)]).toEqual([[0, 0, 0], [255, 255, 255]])
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20)
  })

  it('reduces a photo by a whole step', async () => {
    const jpeg = await sharp({ create: { width: 2003, height: 1501, channels: 3, background: '#0a0' } }).jpeg().toBuffer()
    const photo = await decodeBytes(jpeg, 256)
    expect(photo.image).toMatchObject({ width: 400, height: 300 })
    expect(photo.upright).toEqual({ width: 2003, height: 1501 })
  })

  it('refuses bombs before anything is allocated', () => {
    const claims = (width: number, height: number) => {
      const png = writePng({ width, height, bitDepth: 1, colourType: 0, rows: deflateSync(new Uint8Array(10)) })
      return sniffImage(png, png.length)
    }
    expect(claims(65536, 65536)).toMatchObject({ kind: 'refused', code: 'image-too-large', reason: expect.stringContaining('65536 × 65536') })
    expect(claims(2 ** 31 - 1, 2 ** 31 - 1)).toMatchObject({ code: 'image-too-large', reason: expect.stringContaining('2147483647') })
  })
})
