import { expect, test } from 'vitest'
import { eventRelay } from './event-relay'

test('what was sent before the first listener reaches it once, in order', () => {
  const { send, listen } = eventRelay<number>()
  send(1)
  send(2)
  const seen: number[] = []
  const stop = listen((value) => seen.push(value))
  send(3)
  const late: number[] = []
  listen((value) => late.push(value))
  stop()
  send(4)
  expect([seen, late]).toEqual([[1, 2, 3], [4]])
})
