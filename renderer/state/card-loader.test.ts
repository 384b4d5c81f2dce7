import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { PhotoCard } from '#core/contract/photos'
import { createCardLoader } from './card-loader'

function cardOf(id: number): PhotoCard {
  return { photo: { id } as PhotoCard['photo'], answers: [], labels: [] }
}

/** An engine that knows photos below 1000 and remembers the pages it was asked for. */
function recordingEngine() {
  const pages: number[][] = []
  const engine = {
    call: async (_name: string, { photoIds }: { photoIds: number[] }) => {
      pages.push(photoIds)
      return photoIds.filter((id) => id < 1000).map(cardOf)
    },
    on: () => () => undefined,
  } as unknown as EngineClient
  return { engine, pages }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const never = () => new AbortController().signal

it('asks once for what is wanted within a frame, and once more later', async () => {
  const { engine, pages } = recordingEngine()
  const loader = createCardLoader(engine)
  const cards = [3, 1, 2].map((id) => loader.load(id, never()))
  await vi.runAllTimersAsync()
  expect((await Promise.all(cards)).map((card) => card?.photo.id)).toEqual([3, 1, 2])
  void loader.load(9, never())
  await vi.runAllTimersAsync()
  expect(pages).toEqual([[3, 1, 2], [9]])
})

it('splits a large screen into pages and answers null for unknown photos', async () => {
  const { engine, pages } = recordingEngine()
  const loader = createCardLoader(engine)
  const cards = Array.from({ length: 300 }, (_, index) => loader.load(900 + index, never()))
  await vi.runAllTimersAsync()
  const loaded = await Promise.all(cards)
  expect(pages.map(({ length }) => length)).toEqual([120, 120, 60])
  expect(loaded[99]?.photo.id).toBe(999)
  expect(loaded[100]).toBeNull()
})

it('leaves out what was cancelled before the page left', async () => {
  const { engine, pages } = recordingEngine()
  const loader = createCardLoader(engine)
  const controller = new AbortController()
  void loader.load(1, controller.signal)
  void loader.load(2, never())
  controller.abort()
  await vi.runAllTimersAsync()
  expect(pages).toEqual([[2]])
})
