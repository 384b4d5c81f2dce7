import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encodeGrayPng } from '#core/formats/images/png-encode'

const platform = { deflate: (bytes: Uint8Array) => deflateSync(bytes), crc32: (bytes: Uint8Array) => crc32(bytes) }

test('another reader gets every value back', async () => {
  const width = 37
  const height = 23
  const values = Uint8Array.from({ length: width * height }, (_, i) => (i * 7 + (i >> 5)) & 255)
  const png = encodeGrayPng(values, width, height, platform)
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height, info.channels]).toEqual([width, height, 1])
  expect(new Uint8Array(data)).toEqual(values)
})

test('a wrong number of values is refused', () => {
  expect(() => encodeGrayPng(new Uint8Array(5), 2, 2, platform)).toThrow('5 values for 2 x 2')
})
