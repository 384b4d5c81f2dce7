import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Resampler } from '#core/geometry/resampler'
import { resize } from '#core/geometry/resize'
import type { RgbImage } from '#core/geometry/rgb-image'

/** Noise from a fixed congruence, so that another tool can make the same picture. */
function noise(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3)
  let state = 12345
  for (let index = 0; index < data.length; index++) {
    state = Number((BigInt(state) * 1103515245n + 12345n) & 0x7fffffffn)
    data[index] = (state >> 16) & 255
  }
  return { width, height, data }
}

const whole = (width: number, height: number) => ({ x: 0, y: 0, width, height })

describe('resize', () => {
  // Expected bytes: Pillow 13.0.0, Image.resize(size, BILINEAR, box) on the same noise.
  it('shrinks like Pillow', () => {
    expect([...resize(noise(7, 5), whole(7, 5), 4, 3).data]).toEqual([
      123, 52, 131, 112, 73, 119, 108, 99, 105, 188, 58, 160, 111, 172, 86, 107, 112, 115, 148, 63, 169, 108, 127, 138, 159, 141, 131, 138,
      69, 151, 104, 131, 177, 164, 167, 151,
    ])
  })

  it('enlarges like Pillow', () => {
    expect([...resize(noise(4, 3), whole(4, 3), 6, 4).data]).toEqual([
      220, 4, 101, 195, 18, 137, 146, 41, 181, 53, 80, 210, 129, 131, 123, 229, 172, 27, 101, 61, 50, 118, 74, 91, 140, 80, 151, 163, 51,
      223, 135, 109, 156, 102, 174, 70, 30, 61, 76, 84, 74, 73, 144, 78, 91, 168, 45, 181, 117, 84, 178, 59, 131, 151, 29, 4, 172, 105, 17,
      87, 157, 36, 22, 66, 63, 100, 79, 64, 181, 115, 58, 242,
    ])
  })

  it('takes a box with fractions like Pillow', () => {
    expect([...resize(noise(13, 9), { x: 1.5, y: 0.25, width: 10.25, height: 8.25 }, 3, 4).data]).toEqual([
      136, 122, 118, 141, 96, 140, 125, 103, 114, 153, 136, 131, 151, 161, 160, 139, 137, 134, 116, 115, 115, 143, 171, 113, 116, 153, 138,
      144, 136, 128, 158, 144, 102, 106, 138, 128,
    ])
  })

  it.each([
    [97, 61, whole(97, 61), 40, 30, 780737506],
    [97, 61, whole(97, 61), 10, 7, 2321953330],
    [50, 37, whole(50, 37), 97, 61, 2798233901],
    [1, 90, whole(1, 90), 30, 30, 1884330364],
    [120, 20, { x: 3.25, y: 1.125, width: 116.25, height: 18.125 }, 7, 33, 2373241692],
  ])('equals Pillow bit for bit: %i x %i, box %o to %i x %i', (width, height, box, outWidth, outHeight, checksum) => {
    expect(crc32(resize(noise(width, height), box, outWidth, outHeight).data)).toBe(checksum)
  })

  it('leaves a picture of the same size alone', () => {
    const image = noise(31, 17)
    expect(resize(image, whole(31, 17), 31, 17).data).toEqual(image.data)
  })
})

describe('Resampler', () => {
  it('computes a window as the same part of the whole result', () => {
    const image = noise(70, 50)
    const geometry = { box: whole(70, 50), output: { width: 36, height: 26 } }
    const all = resize(image, geometry.box, 36, 26)
    const part = new Resampler().toRgb(image, { ...geometry, window: { x: 5, y: 3, width: 20, height: 18 } })
    for (let y = 0; y < 18; y++) {
      const from = ((y + 3) * 36 + 5) * 3
      expect(part.data.subarray(y * 60, (y + 1) * 60)).toEqual(all.data.subarray(from, from + 60))
    }
  })

  it('writes three planes through the table and leaves the rest of the tensor', () => {
    const image: RgbImage = { width: 2, height: 1, data: Uint8Array.of(10, 20, 30, 40, 50, 60) }
    const table = Float32Array.from({ length: 768 }, (_, index) => (index & 255) + (index >> 8) * 1000)
    const data = new Float32Array(3 * 3 * 2).fill(-1)
    const geometry = { box: whole(2, 1), output: { width: 2, height: 1 }, window: whole(2, 1) }
    new Resampler().toTensor(image, geometry, table, { data, width: 3, height: 2 })
    expect([...data]).toEqual([10, 40, -1, -1, -1, -1, 1020, 1050, -1, -1, -1, -1, 2030, 2060, -1, -1, -1, -1])
  })
})
