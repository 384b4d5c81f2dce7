import { expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#core/contract/errors'
import type { PhotoLabels } from '#core/contract/labels'
import type { Label } from '#core/model/label'
import { appliedEdit, photoEdit, type PhotoEdit } from './photo-edit'
import { SaveQueue, type SaveState } from './save-queue'

function box(id: string, x: number): Label {
  return { id, photoId: 1, classId: 1, geometry: { kind: 'box', x, y: 0, width: 5, height: 5 }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }
}

/** An engine that keeps what it is sent, but fails as often as it is told, before or after writing. */
function faultyEngine(failures: { readonly code: ErrorCode; readonly written: boolean }[]) {
  const photos = new Map<number, PhotoLabels>()
  const sent: PhotoEdit[] = []
  const states: SaveState[] = []
  const settled: PhotoLabels[] = []
  const refused: number[] = []
  const waits: number[] = []
  let idle: () => void = () => undefined
  const queue = new SaveQueue({
    send: async (edit) => {
      await Promise.resolve()
      sent.push(edit)
      const failure = failures.shift()
      const before = photos.get(edit.photoId) ?? { photoId: edit.photoId, reviewState: 'unreviewed', labels: [], verdicts: [] }
      const after = appliedEdit(before, edit)
      if (failure === undefined || failure.written) photos.set(edit.photoId, after)
      if (failure !== undefined) throw new AppError(failure.code, `${failure.code}.`)
      return after
    },
    wait: async (delayMs) => {
      waits.push(delayMs)
      await Promise.resolve()
    },
    whenSlow: () => () => undefined,
    onState: (state) => {
      states.push(state)
      if (state.unsavedIds.size === 0) idle()
    },
    onSettled: (labels) => settled.push(labels),
    onRefused: (photoId) => refused.push(photoId),
  })
  const finished = (): Promise<void> => new Promise((resolve) => (idle = resolve))
  return { queue, photos, sent, states, settled, refused, waits, finished }
}

it('writes at once and merges what comes while it writes', async () => {
  const engine = faultyEngine([])
  const done = engine.finished()
  for (let x = 0; x < 100; x++) engine.queue.add(photoEdit(1, { put: [box('a', x)] }))
  await done
  expect(engine.photos.get(1)?.labels).toEqual([box('a', 99)])
  expect(engine.sent.length).toBeLessThanOrEqual(2)
  expect(engine.settled.at(-1)?.labels).toEqual([box('a', 99)])
})

it('keeps an edit through a full disk, a lock and a stopped engine, and tells why it waits', async () => {
  const engine = faultyEngine([
    { code: 'disk-full', written: false },
    { code: 'busy', written: false },
    // Written, but the answer was lost with the engine: the same edit comes again.
    { code: 'engine-stopped', written: true },
  ])
  const done = engine.finished()
  engine.queue.add(photoEdit(1, { put: [box('a', 1)] }))
  engine.queue.add(photoEdit(2, { put: [box('b', 2)] }))
  await done
  expect(engine.photos.get(1)?.labels).toEqual([box('a', 1)])
  expect(engine.photos.get(2)?.labels).toHaveLength(1)
  expect(engine.states.some(({ trouble, unsavedIds }) => trouble?.code === 'disk-full' && unsavedIds.has(1) && unsavedIds.has(2))).toBe(true)
  expect(engine.states.at(-1)).toEqual({ unsavedIds: new Set(), trouble: null })
  expect(engine.waits).toEqual([250, 500, 1000])
})

it('an edit made while another waits is not overtaken by it', async () => {
  const engine = faultyEngine([{ code: 'disk-full', written: false }])
  const done = engine.finished()
  engine.queue.add(photoEdit(1, { put: [box('a', 1), box('b', 1)] }))
  await Promise.resolve()
  engine.queue.add(photoEdit(1, { put: [box('a', 2)], remove: ['b'] }))
  await done
  expect(engine.photos.get(1)?.labels).toEqual([box('a', 2)])
})

it('gives an edit back that the engine will never take', async () => {
  const engine = faultyEngine([{ code: 'not-found', written: false }])
  const done = engine.finished()
  engine.queue.add(photoEdit(1, { put: [box('a', 1)] }))
  await done
  expect(engine.refused).toEqual([1])
  expect(engine.queue.isUnsaved(1)).toBe(false)
})

it('tells that an edit is not saved while its write is held up, and takes it back with the answer', async () => {
  const states: SaveState[] = []
  let answer: (labels: PhotoLabels) => void = () => undefined
  let tellSlow: () => void = () => undefined
  let watching = 0
  const queue = new SaveQueue({
    send: () => new Promise((resolve) => (answer = resolve)),
    wait: () => Promise.resolve(),
    whenSlow: (tell) => {
      tellSlow = tell
      watching++
      return () => watching--
    },
    onState: (state) => states.push(state),
    onSettled: () => undefined,
    onRefused: () => undefined,
  })
  queue.add(photoEdit(1, { put: [box('a', 1)] }))
  expect(states.at(-1)).toMatchObject({ trouble: null })
  tellSlow()
  expect(states.at(-1)).toMatchObject({ unsavedIds: new Set([1]), trouble: { code: 'busy' } })
  answer({ photoId: 1, reviewState: 'in-progress', labels: [box('a', 1)], verdicts: [] })
  await expect.poll(() => states.at(-1)).toEqual({ unsavedIds: new Set(), trouble: null })
  expect(watching).toBe(0)
})
