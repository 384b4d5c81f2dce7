import type { Objective } from './objective'

export interface MinimiseOptions {
  readonly iterations: number
  /** Done once no component of the gradient is larger. */
  readonly tolerance: number
}

export interface Minimum {
  readonly value: number
  readonly iterations: number
  /** The tolerance was reached, or no step leads lower within the precision of the numbers. */
  readonly converged: boolean
}

const remembered = 10
const mostTrials = 30
const sufficientDecrease = 1e-4
const curvature = 0.9

interface Pair {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly product: number
}

/**
 * Limited-memory BFGS (Nocedal and Wright, "Numerical Optimization", 2nd edition, algorithms 7.4 and 7.5) from `point`, which is moved
 * to the lowest point found. The line search brackets a point of the weak Wolfe conditions by bisection (A. Lewis, M. Overton,
 * "Nonsmooth optimization via quasi-Newton methods", 2013, algorithm 2.6).
 */
export async function minimise(objective: Objective, point: Float64Array, { iterations, tolerance }: MinimiseOptions): Promise<Minimum> {
  const pairs: Pair[] = []
  let gradient = new Float64Array(point.length)
  let value = await objective.evaluate(point, gradient)
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (largest(gradient) <= tolerance) return { value, iterations: iteration, converged: true }
    const direction = descentDirection(gradient, pairs)
    const firstStep = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1
    const found = await search(objective, { point, value, gradient, direction, firstStep })
    if (found === null) return { value, iterations: iteration, converged: true }
    const step = difference(found.point, point)
    const change = difference(found.gradient, gradient)
    const product = dot(step, change)
    if (product > 1e-12 * dot(change, change)) pairs.push({ step, change, product })
    if (pairs.length > remembered) pairs.shift()
    point.set(found.point)
    value = found.value
    gradient = found.gradient
  }
  return { value, iterations, converged: largest(gradient) <= tolerance }
}

interface SearchStart {
  readonly point: Float64Array
  readonly value: number
  readonly gradient: Float64Array
  readonly direction: Float64Array
  readonly firstStep: number
}

interface Found {
  readonly point: Float64Array
  readonly gradient: Float64Array<ArrayBuffer>
  readonly value: number
}

/** null when no step leads lower. */
async function search(objective: Objective, { point, value, gradient, direction, firstStep }: SearchStart): Promise<Found | null> {
  const slope = dot(gradient, direction)
  let [low, high, step] = [0, Infinity, firstStep]
  let best: Found | null = null
  for (let trial = 0; trial < mostTrials; trial++) {
    const next = point.map((at, index) => at + step * (direction[index] ?? 0))
    const nextGradient = new Float64Array(point.length)
    const nextValue = await objective.evaluate(next, nextGradient)
    if (!(nextValue <= value + sufficientDecrease * step * slope)) high = step
    else {
      best = { point: next, gradient: nextGradient, value: nextValue }
      if (dot(nextGradient, direction) >= curvature * slope) return best
      low = step
    }
    step = high === Infinity ? step * 2 : (low + high) / 2
  }
  return best
}

/** Two-loop recursion: minus the gradient times an estimate of the inverse Hessian. */
function descentDirection(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((value) => -value)
  const factors: number[] = []
  for (const { step, change, product } of pairs.toReversed()) {
    const factor = dot(step, direction) / product
    factors.push(factor)
    addScaled(direction, change, -factor)
  }
  const last = pairs.at(-1)
  if (last !== undefined) {
    const scale = last.product / dot(last.change, last.change)
    for (let index = 0; index < direction.length; index++) direction[index] = (direction[index] ?? 0) * scale
  }
  for (const { step, change, product } of pairs) {
    const factor = factors.pop() ?? 0
    addScaled(direction, step, factor - dot(change, direction) / product)
  }
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) target[index] = target[index]! + factor * values[index]!
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - (b[index] ?? 0))
}

function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
