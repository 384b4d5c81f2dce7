import { expect, test } from 'vitest'
import { pictureSize } from './picture-size'

test('one side or width x height', () => {
  expect(pictureSize('--size', '224')).toEqual({ width: 224, height: 224 })
  expect(pictureSize('--size', '640x480')).toEqual({ width: 640, height: 480 })
})

test.each(['', 'abc', '31', '4096', '224x', '224x224x3', '-224', '2e2'])('"%s" is refused by the name of the option', (text) => {
  expect(() => pictureSize('--size', text)).toThrow('--size must be')
})
