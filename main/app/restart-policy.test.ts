import { expect, test } from 'vitest'
import { restartDecision } from './restart-policy'

test('waits longer after the second crash and gives up at the third within a minute', () => {
  expect(restartDecision([1000])).toEqual({ kind: 'restart', waitMs: 250 })
  expect(restartDecision([1000, 2000])).toEqual({ kind: 'restart', waitMs: 1000 })
  expect(restartDecision([1000, 2000, 60_999])).toEqual({ kind: 'give-up', crashes: 3 })
})

test('old crashes are forgotten', () => {
  expect(restartDecision([1000, 2000, 61_500])).toEqual({ kind: 'restart', waitMs: 1000 })
  expect(restartDecision([1000, 2000, 90_000])).toEqual({ kind: 'restart', waitMs: 250 })
})
