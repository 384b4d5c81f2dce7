import { expect, test } from 'vitest'
import { parsePhotoAddress } from './photo-address'

test('variant, row number and version are read', () => {
  expect(parsePhotoAddress('photo://thumbnail/12?v=1700000000000')).toEqual({ photoId: 12, variant: 'thumbnail', versioned: true })
  expect(parsePhotoAddress('photo://view/2147483647')).toEqual({ photoId: 2147483647, variant: 'view', versioned: false })
})

test.each([
  'photo://view/../../etc/passwd',
  'photo://view/..%2f..%2fetc%2fpasswd',
  'photo://view/1/2',
  'photo://view/0',
  'photo://view/-1',
  'photo://view/1e3',
  'photo://view/2147483648',
  'photo://original/1',
  'photo://view/',
  'nonsense',
])('%s is refused', (url) => {
  expect(parsePhotoAddress(url)).toBeNull()
})
