import { expect, test } from 'vitest'
import { naturalSortKey, searchKey } from './natural-key'

function sorted(names: readonly string[]): string[] {
  return [...names].sort((a, b) => (naturalSortKey(a) < naturalSortKey(b) ? -1 : 1))
}

test('orders numbers by value, also long ones', () => {
  expect(sorted(['img10.jpg', 'img2.jpg', 'img1.jpg'])).toEqual(['img1.jpg', 'img2.jpg', 'img10.jpg'])
  expect(sorted(['p99999999.jpg', 'p123456789012.jpg', 'p100000000.jpg', 'p7.jpg'])).toEqual([
    'p7.jpg',
    'p99999999.jpg',
    'p100000000.jpg',
    'p123456789012.jpg',
  ])
  expect(sorted(['a010.jpg', 'a9.jpg'])).toEqual(['a9.jpg', 'a010.jpg'])
})

test('keeps the files of a folder together', () => {
  expect(sorted(['a b/1.jpg', 'a/2.jpg', 'a-c.jpg', 'a/1.jpg'])).toEqual(['a/1.jpg', 'a/2.jpg', 'a b/1.jpg', 'a-c.jpg'])
})

test('ignores case and accents', () => {
  expect(sorted(['zebra', 'Éclair', 'eagle'])).toEqual(['eagle', 'Éclair', 'zebra'])
  expect(searchKey('NAI\u0308VE')).toBe('naive')
  expect(searchKey('na\u00efve')).toBe('naive')
  expect(searchKey('サッカー')).toContain('サッカー'.normalize('NFD')[0])
})
