import { expect, test } from 'vitest'
import { seededRandom } from '#core/random/seeded-random'
import { rehearse } from './rehearse'

const frozen = { weights: Float32Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2), biases: Float32Array.of(0, 0, 0) }

test('a stand-in is a photo moved until the model is sure of the kept class, never below 0', () => {
  const photos = [Float32Array.of(0.2, 0.1, 0.3), Float32Array.of(0, 0.5, 0)]
  const samples = rehearse(frozen, photos, seededRandom(1))
  expect(samples.map(({ target }) => target.columns)).toEqual([[0], [1], [2]])
  for (const [column, { features, weight }] of samples.entries()) {
    const [values = new Float32Array(3)] = features
    expect(weight).toBeCloseTo(2 / 3)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    const powers = Array.from(values, (value) => Math.exp(2 * value))
    const score = (powers[column] ?? 0) / powers.reduce((sum, power) => sum + power, 0)
    // 0.7 before what would be negative became 0, which can only help the others.
    expect(score).toBeGreaterThan(0.55)
    expect(score).toBeLessThan(0.72)
  }
})

test('without photos there is nothing to move', () => {
  expect(rehearse(frozen, [], seededRandom(1))).toEqual([])
})
