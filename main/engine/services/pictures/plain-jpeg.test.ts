import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder'
import { isPlainSrgbJpeg } from './plain-jpeg'

function segment(marker: number, body: readonly number[]): number[] {
  return [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]
}

function text(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0))
}

/** A JPEG header by hand: SOI, the given segments, SOF0 of 8 x 8 pixels, start of scan (ITU-T T.81, B.2). */
function jpeg(components: number, segments: readonly number[] = [], bits = 8): Uint8Array {
  const parts = Array.from({ length: components }, (_value, index) => [index + 1, 0x11, 0]).flat()
  return Uint8Array.from([0xff, 0xd8, ...segments, ...segment(0xc0, [bits, 0, 8, 0, 8, components, ...parts]), ...segment(0xda, [components]), 0, 0xff, 0xd9])
}

function profile(name: string): number[] {
  return segment(0xe2, [...text('ICC_PROFILE\0'), 1, 1, ...text(name)])
}

const cases: readonly (readonly [string, Uint8Array, boolean])[] = [
  ['three channels without a profile', jpeg(3), true],
  ['gray', jpeg(1), true],
  ['four channels (CMYK)', jpeg(4), false],
  ['twelve bits', jpeg(3, [], 12), false],
  ['sRGB by name', jpeg(3, profile('....desc....sRGB IEC61966-2.1')), true],
  ['sRGB by name in two-byte text', jpeg(3, profile('mluc\0s\0R\0G\0B')), true],
  ['another profile', jpeg(3, profile('....desc....Display P3')), false],
  ['a header longer than what is read', jpeg(3, Array.from({ length: 5 }, () => segment(0xe1, new Array<number>(65_000).fill(0))).flat()), false],
  ['a file cut in its header', jpeg(3).subarray(0, 6), false],
]

test.each(cases)('%s', async (_name, bytes, expected) => {
  const path = join(temporaryFolder(), 'a.jpg')
  writeFileSync(path, bytes)
  expect(await isPlainSrgbJpeg(path)).toBe(expected)
})
