import { expect, it } from 'vitest'
import { convertToSrgb } from './convert-to-srgb'
import { readMatrixProfile } from './icc-profile'
import { displayP3, isSrgbProfile } from './srgb'
import { be16, be32, bytesOf } from './testing/bytes'

/** Expected values: chromaticities of both spaces at D65, computed apart from this code. */
it.each([
  [
    [255, 0, 0],
    [255, 0, 0],
  ],
  [
    [128, 64, 32],
    [138, 59, 21],
  ],
  [
    [200, 180, 60],
    [204, 179, 8],
  ],
  [
    [30, 90, 200],
    [0, 92, 207],
  ],
  [
    [120, 120, 120],
    [120, 120, 120],
  ],
])('converts Display P3 %j to sRGB %j', (coded, expected) => {
  const pixel = Uint8Array.from(coded)
  convertToSrgb(pixel, displayP3)
  expected.forEach((level, channel) => expect(Math.abs((pixel[channel] ?? 0) - level)).toBeLessThanOrEqual(1))
})

const fixed = (value: number) => be32(Math.round(value * 65536) + (value < 0 ? 2 ** 32 : 0))

/** A matrix profile with one shared curve tag. */
function profile(colorants: readonly (readonly number[])[], curve: Uint8Array): Uint8Array {
  const names = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']
  const dataStart = 128 + 4 + names.length * 12
  const blocks = [...colorants.map((xyz) => bytesOf('XYZ ', be32(0), ...xyz.map(fixed))), curve]
  const offsets = [0, 20, 40, 60, 60, 60].map((offset) => dataStart + offset)
  const table = names.flatMap((name, index) => [...bytesOf(name, be32(offsets[index] ?? 0), be32(20))])
  const header = bytesOf(new Uint8Array(16), 'RGB ', new Uint8Array(108))
  return bytesOf(header, be32(names.length), table, ...blocks)
}

const srgbXyz = [
  [0.4361, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
]
const p3Xyz = [
  [0.5151, 0.2412, -0.0011],
  [0.292, 0.6922, 0.0419],
  [0.1571, 0.0666, 0.7841],
]
const gamma22 = bytesOf('curv', be32(0), be32(1), be16(Math.round(2.2 * 256)))
const srgbCurve = bytesOf('para', be32(0), be16(3), be16(0), ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed))

it('tells sRGB from other profiles by primaries and curve', () => {
  const verdict = (bytes: Uint8Array) => {
    const matrix = readMatrixProfile(bytes)
    return matrix === null ? null : isSrgbProfile(matrix)
  }
  expect(verdict(profile(srgbXyz, srgbCurve))).toBe(true)
  expect(verdict(profile(p3Xyz, srgbCurve))).toBe(false)
  expect(verdict(profile(srgbXyz, gamma22))).toBe(false)
  expect(verdict(bytesOf('too short'))).toBeNull()
})
