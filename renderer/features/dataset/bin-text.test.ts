import { expect, it } from 'vitest'
import { amountBin, inPercent, measureBin } from './bin-text'

it('names bins as people read them', () => {
  expect([amountBin(0, 1), amountBin(5, 10), amountBin(100, 1000)]).toEqual(['0', '5–9', '100–999'])
  expect([measureBin(512, 1024), measureBin(0.3, 1)]).toEqual(['512–1024', '0.3–1'])
})

it('turns shares into percent', () => {
  expect(inPercent({ edges: [0, 0.001, 0.003, 0.29, 1], counts: [1, 2, 3, 4] })).toEqual({ edges: [0, 0.1, 0.3, 29, 100], counts: [1, 2, 3, 4] })
})
