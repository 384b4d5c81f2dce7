import { expect, test } from 'vitest'
import { slowerDoubts } from '#core/bundle/slower-doubts'

test('up to fifteen percent is chance, more is told in whole percent', () => {
  expect(slowerDoubts(0.9)).toEqual([])
  expect(slowerDoubts(1.15)).toEqual([])
  expect(slowerDoubts(1.256)).toEqual(['It became 26 % slower while it was measured: the phone gets warm, or does something else.'])
})
