import { describe, expect, it } from 'vitest'
import { readExifOrientation } from './exif-orientation'
import { bytesOf, exifBlock } from './testing/bytes'

const orientationTag = 0x0112
const makeTag = 0x010f

describe('readExifOrientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('reads orientation %i in both byte orders', (orientation) => {
    for (const order of ['II', 'MM'] as const) {
      const block = exifBlock(order, [
        [makeTag, 7],
        [orientationTag, orientation],
      ])
      expect(readExifOrientation(block)).toEqual({ orientation, notes: [] })
      expect(readExifOrientation(bytesOf('Exif\0\0', block))).toEqual({ orientation, notes: [] })
    }
  })

  it.each([0, 9, 255])('takes %i as upright with a note', (value) => {
    expect(readExifOrientation(exifBlock('MM', [[orientationTag, value]]))).toEqual({
      orientation: 1,
      notes: ['orientation-invalid'],
    })
  })

  it('is upright without a note when there is no orientation', () => {
    expect(readExifOrientation(exifBlock('II', [[makeTag, 1]]))).toEqual({ orientation: 1, notes: [] })
  })

  it('takes a damaged block as upright with a note', () => {
    const whole = exifBlock('II', [[orientationTag, 6]])
    const damaged = { orientation: 1, notes: ['exif-damaged'] }
    expect(readExifOrientation(bytesOf('what is this'))).toEqual(damaged)
    expect(readExifOrientation(new Uint8Array(0))).toEqual(damaged)
    expect(readExifOrientation(whole.subarray(0, 14))).toEqual(damaged)
    expect(readExifOrientation(bytesOf('II', 42, 0, 255, 255, 255, 127))).toEqual(damaged)
  })
})
