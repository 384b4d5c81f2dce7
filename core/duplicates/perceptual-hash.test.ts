import { expect, test } from 'vitest'
import { resize } from '#core/geometry/resize'
import type { RgbImage } from '#core/geometry/rgb-image'
import { fingerprintOf, hammingDistance } from './fingerprint'
import { perceptualHash } from './perceptual-hash'

function picture(width: number, height: number, gray: (x: number, y: number) => number): RgbImage {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) data.fill(gray((at % width) / width, Math.floor(at / width) / height), at * 3, at * 3 + 3)
  return { width, height, data }
}

function distance(a: RgbImage, b: RgbImage): number {
  const [first, second] = [perceptualHash(a), perceptualHash(b)]
  if (first === null || second === null) throw new Error('a picture has no detail')
  return hammingDistance(fingerprintOf(first), fingerprintOf(second))
}

const disc = (x: number, y: number): number => (Math.hypot(x - 0.4, y - 0.6) < 0.25 ? 220 : 40 + 60 * x)
const stripes = (x: number, y: number): number => 128 + 90 * Math.sin(9 * x + 4 * y)

test('a picture is itself at another size, lighter and with more contrast', () => {
  const whole = picture(256, 192, disc)
  expect(distance(whole, whole)).toBe(0)
  expect(distance(whole, resize(whole, { x: 0, y: 0, width: 256, height: 192 }, 90, 70))).toBeLessThanOrEqual(2)
  expect(distance(whole, picture(256, 192, (x, y) => disc(x, y) + 20))).toBeLessThanOrEqual(2)
  expect(distance(whole, picture(256, 192, (x, y) => disc(x, y) * 0.7))).toBeLessThanOrEqual(4)
})

test('other pictures are far away, also the same one mirrored', () => {
  expect(distance(picture(128, 128, disc), picture(128, 128, stripes))).toBeGreaterThan(16)
  expect(distance(picture(128, 128, disc), picture(128, 128, (x, y) => disc(1 - x, y)))).toBeGreaterThan(16)
})

test('a plain picture has nothing to be compared by; a change along one side is enough', () => {
  expect(perceptualHash(picture(50, 50, () => 0))).toBeNull()
  expect(perceptualHash(picture(50, 50, () => 255))).toBeNull()
  expect(perceptualHash(picture(1, 1, () => 90))).toBeNull()
  expect(perceptualHash(picture(64, 64, (x) => 255 * x))).not.toBeNull()
})
