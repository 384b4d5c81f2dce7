import { expect, it } from 'vitest'
import { linspace } from '#core/metrics/linspace'

it('rounds like numpy.linspace', () => {
  // numpy 2.4.6
  expect(linspace(0.5, 0.95, 10)).toEqual([0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95])
  const recalls = linspace(0, 1, 101)
  expect([29, 57, 58, 99, 100].map((index) => recalls[index])).toEqual([0.29, 0.5700000000000001, 0.58, 0.99, 1])
})
