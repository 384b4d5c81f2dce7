import { describe, expect, it } from 'vitest'
import { MaskWriter, packMask, maskRows, unpackMask } from '#core/geometry/mask-codec'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import { seededRandom } from '#core/testing/seeded-random'

describe('packed masks', () => {
  it('stores a plain mask in a few bytes', () => {
    const mask = packMask(new Uint8Array(4000 * 3000).fill(15), { width: 4000, height: 3000 })
    // format, "new row, one run" (1 << 2 | 1), class, "repeat 2999 times" in two bytes
    expect([...mask.bytes]).toEqual([1, 5, 15, 0xdc, 0x5d])
  })

  it('stores a moving edge as one byte more per row', () => {
    const rows = [[0, 0, 7, 7], [0, 7, 7, 7], [0, 7, 7, 7]]
    const mask = packMask(Uint8Array.from(rows.flat()), { width: 4, height: 3 })
    expect([...mask.bytes]).toEqual([1, 9, 0, 2, 7, 2, 1, 4])
    expect([...unpackMask(mask)]).toEqual(rows.flat())
  })

  it.each([[1, 1, 2], [1, 50, 3], [50, 1, 3], [37, 23, 256], [64, 64, 2], [300, 200, 4]])('returns every pixel of %i x %i, %i classes', (width, height, classes) => {
    const random = seededRandom(width * 1000 + height)
    for (const coherence of [0, 0.5, 0.97]) {
      const pixels = new Uint8Array(width * height)
      for (let index = 0; index < pixels.length; index++) {
        const above = pixels[index - width] ?? 0
        const left = pixels[index - 1] ?? 0
        pixels[index] = random() < coherence ? (random() < 0.5 ? above : left) : Math.floor(random() * classes)
      }
      expect(unpackMask(packMask(pixels, { width, height }))).toEqual(pixels)
    }
  })

  it('takes rows as runs and gives groups of equal rows back', () => {
    const writer = new MaskWriter({ width: 10, height: 3 })
    const runs = emptyRuns(10)
    pushRun(runs, 2, 4)
    pushRun(runs, 2, 6)
    pushRun(runs, 0, 10)
    for (let row = 0; row < 3; row++) writer.addRow(runs)
    const groups = Array.from(maskRows(writer.finish()), ({ runs: row, y, rows }) => [
      y,
      rows,
      [...row.classes.subarray(0, row.count)],
      [...row.ends.subarray(0, row.count)],
    ])
    expect(groups).toEqual([
      [0, 1, [2, 0], [6, 10]],
      [1, 2, [2, 0], [6, 10]],
    ])
  })

  it('refuses rows that do not fit', () => {
    const writer = new MaskWriter({ width: 5, height: 1 })
    const runs = emptyRuns(5)
    pushRun(runs, 1, 4)
    expect(() => writer.addRow(runs)).toThrow(RangeError)
    expect(() => writer.finish()).toThrow('0 of 1 rows')
    pushRun(runs, 1, 5)
    writer.addRow(runs)
    expect(() => writer.addRow(runs)).toThrow(RangeError)
  })

  it('names damage instead of inventing pixels', () => {
    const mask = packMask(Uint8Array.of(0, 0, 7, 7, 0, 7, 7, 7), { width: 4, height: 2 })
    expect(() => unpackMask({ ...mask, bytes: mask.bytes.subarray(0, 6) })).toThrow('damaged at byte 6')
    expect(() => unpackMask({ ...mask, bytes: Uint8Array.of(9, ...mask.bytes.subarray(1)) })).toThrow('unknown mask format 9')
    expect(() => unpackMask({ ...mask, bytes: Uint8Array.of(...mask.bytes, 0) })).toThrow('damaged')
    expect(() => unpackMask({ ...mask, bytes: Uint8Array.of(1, 9, 0, 4, 7) })).toThrow('damaged')
  })
})
