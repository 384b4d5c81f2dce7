import { expect, test } from 'vitest'
import { progressShare } from './progress-share'

test('the first step begins at nothing and the last ends with everything', () => {
  expect(progressShare({ step: 'preparing', done: 0, total: 10 })).toBe(0)
  expect(progressShare({ step: 'checking', done: 10, total: 10 })).toBe(1)
})

test('a step without anything to do is done', () => {
  expect(progressShare({ step: 'preparing', done: 0, total: 0 })).toBe(progressShare({ step: 'observing', done: 0, total: 5 }))
})

test('half a step is half its span', () => {
  const at = (done: number) => progressShare({ step: 'measuring', done, total: 4 })
  expect(at(2)).toBeCloseTo((at(0) + at(4)) / 2, 12)
})
