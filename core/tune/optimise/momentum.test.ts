import { expect, test } from 'vitest'
import { momentumStep, scheduledRate } from './momentum'

test('two steps by hand', () => {
  const head = { parameters: Float32Array.of(1, 2), decayed: [[0, 1]] as const }
  const velocity = new Float32Array(2)
  // Slopes 0.5 + 0.1 * 1 and 0.25; Nesterov: slope + 0.5 * velocity, where velocity is the slope at first.
  momentumStep(head, Float32Array.of(0.5, 0.25), velocity, { rate: 0.1, momentum: 0.5, decay: 0.1 })
  expect([...velocity]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.25, 6)])
  expect([...head.parameters]).toEqual([expect.closeTo(1 - 0.1 * 0.9, 6), expect.closeTo(2 - 0.1 * 0.375, 6)])
  // Velocities 0.5 * 0.6 + 0.091 and 0.5 * 0.25 + 0.
  momentumStep(head, Float32Array.of(0, 0), velocity, { rate: 0.1, momentum: 0.5, decay: 0.1 })
  expect(velocity[0]).toBeCloseTo(0.391, 6)
  expect(head.parameters[0]).toBeCloseTo(0.91 - 0.1 * (0.091 + 0.1955), 6)
  expect(head.parameters[1]).toBeCloseTo(1.9625 - 0.1 * 0.0625, 6)
})

test('the rate rises over a tenth and falls to nothing', () => {
  expect(scheduledRate(1, 0, 100)).toBeCloseTo(0.1)
  expect(scheduledRate(1, 9, 100)).toBeCloseTo(1)
  expect(scheduledRate(1, 10, 100)).toBeCloseTo(1)
  expect(scheduledRate(1, 55, 100)).toBeCloseTo(0.5)
  expect(scheduledRate(1, 100, 100)).toBeCloseTo(0)
})
