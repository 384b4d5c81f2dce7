import { expect, it } from 'vitest'
import { absolutePath } from './absolute-path'

it('joins with the separator of the root folder', () => {
  expect(absolutePath('/photos', 'a/b#c.jpg')).toBe('/photos/a/b#c.jpg')
  expect(absolutePath('/', 'a.jpg')).toBe('/a.jpg')
  expect(absolutePath('C:\\photos', 'a/b.jpg')).toBe('C:\\photos\\a\\b.jpg')
  expect(absolutePath('D:\\', 'b.jpg')).toBe('D:\\b.jpg')
})
