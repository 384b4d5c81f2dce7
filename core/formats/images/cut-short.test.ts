import { expect, it } from 'vitest'
import { isCutShort } from './cut-short'
import { be32, bytesOf, jpegHead, le32, mediaBox, pngHead } from './testing/bytes'

const scanData = bytesOf(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4)
const jpeg = bytesOf(jpegHead(8, 8), scanData, 0xff, 0xd9)

it('finds the end of a JPEG past restarts, stuffed bytes and later scans', () => {
  expect(isCutShort(jpeg, 'jpeg')).toBe(false)
  expect(isCutShort(bytesOf(jpeg, new Uint8Array(100)), 'jpeg')).toBe(false)
  expect(isCutShort(jpeg.subarray(0, -1), 'jpeg')).toBe(true)
  expect(isCutShort(jpeg.subarray(0, -6), 'jpeg')).toBe(true)
})

it('finds the end of PNG, WebP and HEIF files', () => {
  const png = pngHead(8, 8)
  const webp = bytesOf('RIFF', le32(8), 'WEBP', 1, 2, 3, 4)
  const avif = bytesOf(mediaBox('ftyp', 'avif'), mediaBox('mdat', 1, 2, 3))
  const openEnded = bytesOf(mediaBox('ftyp', 'avif'), be32(0), 'mdat', 1, 2, 3)
  for (const [bytes, format] of [
    [png, 'png'],
    [webp, 'webp'],
    [avif, 'avif'],
  ] as const) {
    expect(isCutShort(bytes, format)).toBe(false)
    expect(isCutShort(bytes.subarray(0, -1), format)).toBe(format !== 'png')
    expect(isCutShort(bytes.subarray(0, -13), format)).toBe(true)
  }
  expect(isCutShort(openEnded, 'heic')).toBe(false)
})
