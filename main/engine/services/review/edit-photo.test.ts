import { expect, test } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import type { PhotoEdit } from './edit-photo'
import { runScript } from '../../testing/run-script'
import { boxes, drawn, modelOf, openTestReview, photoSize } from '../../testing/test-review'

const nothing: Omit<PhotoEdit, 'photoId'> = { put: [], remove: [], verdicts: [] }
const failure = (code: string): Error => expect.objectContaining({ code }) as Error

async function reviewOf(photos: number) {
  const opened = await openTestReview()
  opened.addPhotos(photos)
  const { id } = await opened.review['class.add']({ name: 'thing' })
  const edit = (photoId: number, part: Partial<PhotoEdit>) => opened.review['label.edit']({ photoId, ...nothing, ...part })
  return { ...opened, classId: id, edit }
}

test('labels of every kind come back as they were written', async () => {
  const { review, edit, classId, store, labelChanges } = await reviewOf(2)
  const mask = packMask(Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1), photoSize)
  const put: PhotoEdit['put'] = [
    drawn('tag', classId),
    drawn('box', classId, { kind: 'box', x: 0.25, y: 1, width: 2.5, height: 1e-3 }),
    {
      ...drawn('polygon', classId),
      geometry: { kind: 'polygon', rings: [{ points: [0, 0, 4, 0, 4, 3], hole: false }, { points: [1, 1, 2, 1, 2, 2], hole: true }] },
      origin: { kind: 'import', importId: 4, file: 'a/b.json', score: 0.25 },
      locked: true,
      group: 7,
      attributes: { difficult: true, note: 'Ü', level: 2 },
    },
    { ...drawn('mask', classId), geometry: { kind: 'mask', mask }, origin: { kind: 'model', modelId: 'm', sha256: 's', score: 0.5, edited: true } },
  ]
  const expected = { photoId: 1, reviewState: 'in-progress', labels: put.map((label) => ({ ...label, photoId: 1 })), verdicts: [] }
  expect(await edit(1, { put })).toEqual(expected)
  expect(review['label.get']({ photoId: 1 })).toEqual(expected)
  expect(labelChanges).toEqual([[1]])
  const summaries = store.labels.summaries([2, 1])
  expect([...summaries.keys()]).toEqual([1])
  expect(summaries.get(1)?.[3]?.geometry).toEqual({ kind: 'mask', mask: { width: 4, height: 3 } })
  expect(summaries.get(1)?.slice(0, 3)).toEqual(expected.labels.slice(0, 3))
})

test('an edit is undone and redone by edits, and the same edit twice is once', async () => {
  const { edit, classId } = await reviewOf(1)
  const box = drawn('box', classId, { kind: 'box', x: 0, y: 0, width: 1, height: 1 })
  const moved = drawn('box', classId, { kind: 'box', x: 1, y: 0, width: 1, height: 1 })
  await edit(1, { put: [box] })
  expect((await edit(1, { put: [moved] })).labels).toMatchObject([{ geometry: { x: 1 } }])
  expect((await edit(1, { put: [box] })).labels).toMatchObject([{ geometry: { x: 0 } }])
  expect(await edit(1, { remove: ['box', 'never there'], reviewState: 'unreviewed' })).toMatchObject({ labels: [], reviewState: 'unreviewed' })
  const again = { put: [box], reviewState: 'reviewed' } as const
  expect(await edit(1, again)).toEqual(await edit(1, again))
})

test('what cannot be is refused, and nothing of that edit is kept', async () => {
  const { edit, classId, review } = await reviewOf(2)
  await edit(2, { put: [drawn('theirs', classId)] })
  await expect(edit(9, { put: [drawn('a', classId)] })).rejects.toThrow(failure('not-found'))
  await expect(edit(1, { put: [drawn('a', classId), drawn('b', 99)] })).rejects.toThrow(failure('not-found'))
  await expect(edit(1, { put: [drawn('a', classId), drawn('theirs', classId)] })).rejects.toThrow(failure('bad-input'))
  await expect(edit(1, { put: [drawn('a', classId)], verdicts: [{ modelId: 'nobody', rank: 0, verdict: 'refused' }] })).rejects.toThrow(failure('not-found'))
  const { bytes } = packMask(new Uint8Array(12).fill(2), photoSize)
  const masked = (mask: Uint8Array) => drawn('m', classId, { kind: 'mask', mask: { ...photoSize, bytes: mask } })
  await expect(edit(1, { put: [masked(bytes)] })).rejects.toThrow(failure('bad-input'))
  await expect(edit(1, { put: [masked(Uint8Array.of(1, 2))] })).rejects.toThrow(failure('bad-input'))
  expect(review['label.get']({ photoId: 1 })).toEqual({ photoId: 1, reviewState: 'unreviewed', labels: [], verdicts: [] })
  expect(review['label.get']({ photoId: 2 }).labels).toHaveLength(1)
})

test('review states follow what is done, and "nothing here" means it', async () => {
  const { edit, classId, review } = await reviewOf(3)
  expect((await edit(1, {})).reviewState).toBe('unreviewed')
  expect((await edit(1, { reviewState: 'reviewed-empty' })).reviewState).toBe('reviewed-empty')
  expect((await edit(1, { put: [drawn('a', classId)] })).reviewState).toBe('reviewed')
  await expect(edit(1, { reviewState: 'reviewed-empty' })).rejects.toThrow(failure('bad-input'))
  await expect(review['photo.set-review']({ photoIds: [1, 2], reviewState: 'reviewed-empty' })).rejects.toThrow(/1 of these photos has labels/)
  expect(await review['photo.set-review']({ photoIds: [2, 3], reviewState: 'reviewed-empty' })).toEqual({ photos: 2 })
  expect(await review['photo.set-review']({ photoIds: [1, 2, 3], reviewState: 'reviewed' })).toEqual({ photos: 2 })
})

test('states of many photos are one step that is taken back, one photo is none', async () => {
  const { edit, review } = await reviewOf(4)
  await edit(2, { reviewState: 'in-progress' })
  expect(await review['photo.set-review']({ photoIds: [4], reviewState: 'reviewed' })).toEqual({ photos: 1 })
  expect(review['step.list']()).toEqual([])
  expect(await review['photo.set-review']({ photoIds: [1, 2, 3, 4, 99], reviewState: 'reviewed' })).toEqual({ photos: 3 })
  await edit(3, { reviewState: 'in-progress' })
  const [step] = review['step.list']()
  expect(step).toMatchObject({ kind: 'set-review', photos: 3, labels: 0 })
  await review['step.undo']({ stepId: step?.id ?? 0 })
  expect([1, 2, 3, 4].map((photoId) => review['label.get']({ photoId }).reviewState)).toEqual(['unreviewed', 'in-progress', 'in-progress', 'reviewed'])
})

test('a verdict holds for the answer it is about, and for the same answer given again', async () => {
  const { edit, predict, review } = await reviewOf(1)
  const finder = modelOf('detection', 'finder', 'dog')
  predict(finder, 1, boxes([0, 0.9, 0], [0, 0.5, 2]))
  const verdicts: PhotoEdit['verdicts'] = [
    { modelId: 'finder', rank: 1, verdict: 'refused' },
    { modelId: 'finder', rank: 0, verdict: 'accepted' },
  ]
  expect(await edit(1, { verdicts })).toMatchObject({
    reviewState: 'in-progress',
    verdicts: [
      { modelId: 'finder', rank: 0, verdict: 'accepted' },
      { modelId: 'finder', rank: 1, verdict: 'refused' },
    ],
  })
  predict(finder, 1, boxes([0, 0.9, 0], [0, 0.5, 2]))
  expect(review['label.get']({ photoId: 1 }).verdicts).toHaveLength(2)
  expect((await edit(1, { verdicts: [{ modelId: 'finder', rank: 1, verdict: null }] })).verdicts).toEqual([{ modelId: 'finder', rank: 0, verdict: 'accepted' }])
  predict({ ...finder, fit: { kind: 'pad' } }, 1, boxes([0, 0.4, 1]))
  expect(review['label.get']({ photoId: 1 }).verdicts).toEqual([])
})

test('a run never touches labels', async () => {
  const { edit, classId, predict, review } = await reviewOf(2)
  const finder = modelOf('detection', 'finder', 'thing')
  predict(finder, 1, boxes([0, 0.9, 0]))
  await edit(1, { put: [drawn('mine', classId, { kind: 'box', x: 0, y: 0, width: 2, height: 2 })], reviewState: 'reviewed' })
  const before = review['label.get']({ photoId: 1 })
  predict(finder, 1, boxes([0, 0.1, 1], [0, 0.05, 0]))
  predict({ ...finder, sha256: 'another file' }, 1, boxes())
  expect(review['label.get']({ photoId: 1 })).toEqual(before)
})

test('on a full disk an edit fails as that, whole, and works once there is room', async () => {
  const { edit, classId, store, review, labelChanges } = await reviewOf(3)
  await edit(1, { put: [drawn('kept', classId)] })
  labelChanges.length = 0
  store.connection.pragma(`max_page_count = ${Number(store.connection.pragma('page_count'))}`)
  const points = Array.from({ length: 40_000 }, (_value, index) => index / 7)
  const large: Partial<PhotoEdit> = {
    put: [drawn('small', classId), drawn('large', classId, { kind: 'polygon', rings: [{ points, hole: false }] })],
    remove: ['kept'],
    reviewState: 'reviewed',
  }
  await expect(edit(1, large)).rejects.toThrow(failure('disk-full'))
  expect(review['label.get']({ photoId: 1 })).toMatchObject({ reviewState: 'in-progress', labels: [{ id: 'kept' }] })
  expect(labelChanges).toEqual([])
  store.connection.pragma('max_page_count = 1000000')
  expect(await edit(1, large)).toMatchObject({ reviewState: 'reviewed', labels: [{ id: 'small' }, { id: 'large' }] })
  expect(store.connection.value('PRAGMA integrity_check')).toBe('ok')
})

test("an edit waits for another program's write", async () => {
  const { edit, classId, path } = await reviewOf(1)
  const other = runScript(
    `const D = require('better-sqlite3'); const d = new D(process.argv[1]); d.exec('BEGIN IMMEDIATE'); console.log('held');
     setTimeout(() => { d.exec('COMMIT'); d.close() }, 500)`,
    path,
  )
  expect(await other.line()).toBe('held')
  expect((await edit(1, { put: [drawn('a', classId)] })).labels).toHaveLength(1)
  await other.ended
})

test("people's edits are flushed to the drive, other writes are not", async () => {
  const { edit, classId, store } = await reviewOf(1)
  const synchronous = { normal: 1, full: 2 }
  expect(store.connection.pragma('synchronous')).toBe(synchronous.normal)
  expect(await store.connection.durably(() => store.connection.pragma('synchronous'))).toBe(synchronous.full)
  await expect(store.connection.durably(() => store.connection.run('INSERT INTO nowhere VALUES (1)'))).rejects.toThrow('nowhere')
  await edit(1, { put: [drawn('a', classId)] })
  expect(store.connection.pragma('synchronous')).toBe(synchronous.normal)
  await expect(store.connection.transaction(() => store.connection.durably(() => 1))).rejects.toThrow('part of another')
})
