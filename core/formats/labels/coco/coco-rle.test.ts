import { describe, expect, it } from 'vitest'
import { countedAreaPx, countsToPixels, formatCountsText, parseCountsText } from '#core/formats/labels/coco/coco-rle'

/** Encoded with pycocotools 2.0.11, mask.encode and mask.frUncompressed. */
const known: readonly (readonly [string, readonly number[]])[] = [
  ['d0', [20]],
  ['09', [0, 9]],
  ['T8n0d000000]b0SOYj02UdN000000000000000000', [260, 30, 20, 30, 20, 30, 20, 30, 609, 1, 1450, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47, 3, 47]],
  ['\\l8n5^30000000mW`1SJPn_N000gfi1', [9100, 190, 110, 190, 110, 190, 110, 190, 110, 190, 49515, 1, 299, 1, 299, 1, 59394]],
  ['21121NO0013OM', [2, 1, 1, 3, 2, 1, 1, 1, 1, 2, 4, 1, 1]],
]

describe('COCO run counts', () => {
  it.each(known)('reads and writes %s', (text, counts) => {
    expect(parseCountsText(text)).toEqual(counts)
    expect(formatCountsText(counts)).toBe(text)
  })

  it('fills columns first', () => {
    // 3 wide, 2 high: column 0 is 0 1, column 1 is 1 1, column 2 is 0 0
    expect([...countsToPixels([1, 3, 2], { width: 3, height: 2 })]).toEqual([0, 1, 0, 1, 1, 0])
    expect(countedAreaPx([1, 3, 2])).toBe(3)
  })

  it('refuses damage', () => {
    expect(() => parseCountsText('5 1')).toThrow('character 1')
    expect(() => parseCountsText('5P')).toThrow('middle of a number')
    expect(() => parseCountsText('N')).toThrow('character 0')
    expect(() => countsToPixels([1, 2], { width: 2, height: 2 })).toThrow('cover 3 pixels')
  })
})
