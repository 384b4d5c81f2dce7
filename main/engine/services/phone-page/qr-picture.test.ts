import { expect, test } from 'vitest'
import { qrPicture } from './qr-picture'

/** The modules of the picture, `#` for dark, from its path of one-unit rows. */
function rowsOf(side: number, path: string): string[] {
  const rows = Array.from({ length: side }, () => Array.from({ length: side }, () => '.'))
  for (const [, x = '', y = '', width = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)) {
    for (let at = Number(x); at < Number(x) + Number(width); at++) rows[Number(y)]![at] = '#'
  }
  return rows.map((row) => row.join(''))
}

/** ISO/IEC 18004, 6.3.3: the same in three corners. */
const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
const quiet = 4

test('an address becomes a code of the smallest size that holds it, with its finders and four modules of quiet around', () => {
  const { side, path } = qrPicture('http://192.168.1.5:40123/p/kqzvjxwybnmgfdhtrpslce')
  // Version 4 holds 62 bytes at level M, version 3 only 42 (ISO/IEC 18004, table 7); version v has 17 + 4 v modules.
  expect(side).toBe(17 + 4 * 4 + 2 * quiet)
  const rows = rowsOf(side, path)
  const corner = (top: number, left: number): string[] => rows.slice(top, top + 7).map((row) => row.slice(left, left + 7))
  expect(corner(quiet, quiet)).toEqual(finder)
  expect(corner(quiet, side - quiet - 7)).toEqual(finder)
  expect(corner(side - quiet - 7, quiet)).toEqual(finder)
  expect([...rows.slice(0, quiet), ...rows.slice(-quiet)].join('')).not.toContain('#')
  expect(rows.map((row) => row.slice(0, quiet) + row.slice(-quiet)).join('')).not.toContain('#')
})

test('what no code can hold is refused', () => {
  expect(() => qrPicture('x'.repeat(3000))).toThrow('too big')
})
