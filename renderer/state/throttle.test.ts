import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttle } from './throttle'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('runs first, limits the rest, and never forgets the last request', () => {
  const action = vi.fn()
  const limited = throttle(action, 100)
  for (let request = 0; request < 10; request++) limited()
  expect(action).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(100)
  expect(action).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(action).toHaveBeenCalledTimes(2)
  limited()
  expect(action).toHaveBeenCalledTimes(3)
})
