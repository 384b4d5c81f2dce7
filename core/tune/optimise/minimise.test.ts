import { expect, test } from 'vitest'
import { minimise } from './minimise'
import type { Objective } from './objective'

/** Rosenbrock's valley; its minimum is 0 at (1, 1). */
const valley: Objective = {
  evaluate: async ([x = 0, y = 0], gradient) => {
    gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
    gradient[1] = 200 * (y - x * x)
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2
  },
}

test('the floor of a curved valley is found', async () => {
  const point = Float64Array.of(-1.2, 1)
  const { value, iterations, converged } = await minimise(valley, point, { iterations: 100, tolerance: 1e-8 })
  expect(converged).toBe(true)
  expect(iterations).toBeLessThan(60)
  expect(value).toBeLessThan(1e-15)
  expect(point[0]).toBeCloseTo(1, 7)
  expect(point[1]).toBeCloseTo(1, 7)
})

test('it stops where it is told and at once where nothing leads lower', async () => {
  const point = Float64Array.of(-1.2, 1)
  expect(await minimise(valley, point, { iterations: 2, tolerance: 1e-8 })).toMatchObject({ iterations: 2, converged: false })
  expect(await minimise(valley, Float64Array.of(1, 1), { iterations: 9, tolerance: 1e-8 })).toEqual({ value: 0, iterations: 0, converged: true })
})
