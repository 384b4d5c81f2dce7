import { expect, test } from 'vitest'
import { Limiter } from './limiter'

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2))
}

test('never runs more at once than allowed, and runs everything', async () => {
  const limiter = new Limiter(3)
  let running = 0
  let most = 0
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      limiter.run(async () => {
        running += 1
        most = Math.max(most, running)
        await pause()
        running -= 1
        return index
      }),
    ),
  )
  expect(most).toBe(3)
  expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('a failed task gives its place to the next', async () => {
  const limiter = new Limiter(1)
  const failed = limiter.run(() => Promise.reject(new Error('no')))
  const next = limiter.run(() => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('yes')
})

test('an aborted task leaves the line', async () => {
  const limiter = new Limiter(1)
  const controller = new AbortController()
  const first = limiter.run(pause)
  let ran = false
  const second = limiter.run(async () => {
    ran = true
  }, controller.signal)
  const third = limiter.run(() => Promise.resolve('third'))
  controller.abort()
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  await first
  expect(await third).toBe('third')
  expect(ran).toBe(false)
})
