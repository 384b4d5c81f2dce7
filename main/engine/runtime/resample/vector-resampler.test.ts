import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ResampleGeometry } from '#core/geometry/resample-plan'
import { Resampler } from '#core/geometry/resampler'
import type { RgbImage } from '#core/geometry/rgb-image'
import { sourceSha256 } from './resample-module'
import { VectorResampler } from './vector-resampler'

type Geometry = Omit<ResampleGeometry, 'input'>

/** Numbers 0 <= n < limit from a fixed congruence. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 32) * limit
  }
}

function noise(width: number, height: number, random: (limit: number) => number): RgbImage {
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random(256)) }
}

const table = Float32Array.from({ length: 768 }, (_, index) => (index - 300) / 7)
const resampler = new VectorResampler()

function planes(image: RgbImage, geometry: Geometry, data: Float32Array, machine: Pick<Resampler, 'toTensor'> = resampler): Float32Array {
  const { width, height } = geometry.window
  machine.toTensor(image, geometry, table, { data, width: width + 3, height: height + 2 })
  return data
}

const lengthFor = ({ window }: Geometry): number => 3 * (window.width + 3) * (window.height + 2)
const whole = (width: number, height: number) => ({ x: 0, y: 0, width, height })

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return Buffer.from(a.slice().buffer).equals(Buffer.from(b.slice().buffer))
}

/** With picture and tensor in their own memory, and in the resampler's where they have room there. */
function equalsPlain(image: RgbImage, geometry: Geometry): boolean {
  const expected = planes(image, geometry, new Float32Array(lengthFor(geometry)).fill(-1), new Resampler())
  const elsewhere = planes(image, geometry, new Float32Array(lengthFor(geometry)).fill(-1))
  const room = resampler.pixels(image.data.length)
  const tensor = resampler.tensor(lengthFor(geometry))
  room?.set(image.data)
  const inPlace = planes({ ...image, data: room ?? image.data }, geometry, (tensor ?? elsewhere.slice()).fill(-1))
  return sameBits(elsewhere, expected) && sameBits(inPlace, expected)
}

describe('VectorResampler', () => {
  it('was built from its source', () => {
    const source = readFileSync(join(import.meta.dirname, 'resample.c'))
    expect(createHash('sha256').update(source).digest('hex')).toBe(sourceSha256)
  })

  // Expected bytes: Pillow 13.0.0, Image.resize(size, BILINEAR, box) on the same noise.
  it.each([
    [97, 61, whole(97, 61), 40, 30, 780737506],
    [97, 61, whole(97, 61), 10, 7, 2321953330],
    [50, 37, whole(50, 37), 97, 61, 2798233901],
    [1, 90, whole(1, 90), 30, 30, 1884330364],
    [120, 20, { x: 3.25, y: 1.125, width: 116.25, height: 18.125 }, 7, 33, 2373241692],
  ])('equals Pillow bit for bit: %i x %i, box %o to %i x %i', (width, height, box, outWidth, outHeight, checksum) => {
    let state = 12345n
    const data = Uint8Array.from({ length: width * height * 3 }, () => {
      state = (state * 1103515245n + 12345n) & 0x7fffffffn
      return Number((state >> 16n) & 255n)
    })
    const values = Float32Array.from({ length: 768 }, (_, index) => index & 255)
    const tensor = new Float32Array(3 * outWidth * outHeight)
    const geometry = { box, output: { width: outWidth, height: outHeight }, window: whole(outWidth, outHeight) }
    resampler.toTensor({ width, height, data }, geometry, values, { data: tensor, width: outWidth, height: outHeight })
    const pixels = outWidth * outHeight
    const rgb = Uint8Array.from({ length: 3 * pixels }, (_, index) => tensor[(index % 3) * pixels + Math.floor(index / 3)] ?? 0)
    expect(crc32(rgb)).toBe(checksum)
  })

  it('equals the plain resampler for any sizes, boxes and windows', () => {
    const random = randomNumbers(7)
    for (let turn = 0; turn < 150; turn++) {
      const image = noise(1 + Math.floor(random(90)), 1 + Math.floor(random(90)), random)
      const box = { x: random(image.width / 2), y: random(image.height / 2), width: 0, height: 0 }
      box.width = (image.width - box.x) * (0.2 + random(0.8))
      box.height = (image.height - box.y) * (0.2 + random(0.8))
      const output = { width: 1 + Math.floor(random(120)), height: 1 + Math.floor(random(120)) }
      const window = { x: Math.floor(random(output.width)), y: Math.floor(random(output.height)), width: 0, height: 0 }
      window.width = 1 + Math.floor(random(output.width - window.x))
      window.height = 1 + Math.floor(random(output.height - window.y))
      expect(equalsPlain(image, { box, output, window })).toBe(true)
    }
  })

  it.each([
    [500, 375, 341, 256],
    [640, 427, 513, 342],
    [3000, 5, 4, 40],
    [3, 3000, 40, 4],
  ])('equals the plain resampler: %i x %i to %i x %i', (width, height, outWidth, outHeight) => {
    const image = noise(width, height, randomNumbers(width))
    const geometry = { box: whole(width, height), output: { width: outWidth, height: outHeight }, window: whole(outWidth, outHeight) }
    expect(equalsPlain(image, geometry)).toBe(true)
  })

  it('does white pictures without overflow, however many pixels make one', () => {
    const image = { width: 4001, height: 3, data: new Uint8Array(4001 * 9).fill(255) }
    expect(equalsPlain(image, { box: whole(4001, 3), output: { width: 1, height: 2 }, window: whole(1, 2) })).toBe(true)
  })

  it('leaves what has no room to the plain resampler', () => {
    const image = { width: 3000, height: 2900, data: new Uint8Array(3000 * 2900 * 3).fill(3) }
    expect(resampler.pixels(image.data.length)).toBeNull()
    expect(equalsPlain(image, { box: whole(3000, 2900), output: { width: 30, height: 29 }, window: whole(30, 29) })).toBe(true)
    const small = noise(5, 4, randomNumbers(4))
    expect(resampler.tensor(3 * 2003 * 1002)).toBeNull()
    expect(equalsPlain(small, { box: whole(5, 4), output: { width: 2000, height: 1000 }, window: whole(2000, 1000) })).toBe(true)
  })
})
