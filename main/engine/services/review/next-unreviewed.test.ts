import { expect, test } from 'vitest'
import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import { boxes, drawn, modelOf, openTestReview } from '../../testing/test-review'

const byName: PhotoSort = { by: 'name', direction: 'ascending' }

async function reviewOf(photos: number) {
  const opened = await openTestReview()
  opened.addPhotos(photos)
  const next = (afterPhotoId: number | null, sort: PhotoSort = byName, filter: PhotoFilter = {}) => opened.review['photo.next-unreviewed']({ filter, sort, afterPhotoId })
  const set = (photoId: number, reviewState: 'in-progress' | 'reviewed' | 'reviewed-empty') =>
    opened.review['photo.set-review']({ photoIds: [photoId], reviewState })
  return { ...opened, next, set }
}

test('goes through the order of the query, photo by photo, until none is left', async () => {
  const opened = await reviewOf(12)
  const { next, set, store } = opened
  const finder = modelOf('detection', 'finder', 'dog')
  for (const [photoId, score] of [[5, 0.9], [2, 0.4], [9, 0.6]] as const) opened.predict(finder, photoId, boxes([0, score, 0]))
  const sorts: readonly PhotoSort[] = [byName, { by: 'date', direction: 'descending' }, { by: 'score', direction: 'descending', modelId: 'finder' }]
  for (const sort of sorts) {
    store.connection.run("UPDATE photos SET review_state = CASE photo_id WHEN 3 THEN 'in-progress' WHEN 4 THEN 'reviewed' ELSE 'unreviewed' END")
    const expected = [...store.query.ids({}, sort)].filter((id) => id !== 4)
    const seen: number[] = []
    for (let at: number | null = null; ; ) {
      const { photoId, left } = next(at, sort)
      expect(left).toBe(expected.length - seen.length)
      if (photoId === null) break
      seen.push(photoId)
      await set(photoId, 'reviewed')
      at = photoId
    }
    expect(seen).toEqual(expected)
  }
})

test('starts from the top again behind the last one, and stays when only this one is left', async () => {
  const { next, set } = await reviewOf(3)
  expect(next(3)).toEqual({ photoId: 1, left: 3 })
  await set(1, 'reviewed-empty')
  await set(2, 'reviewed')
  expect(next(3)).toEqual({ photoId: 3, left: 1 })
  expect(next(99)).toEqual({ photoId: 3, left: 1 })
})

test('keeps its place when the photo that was just done has left the filter', async () => {
  const { next, set, review } = await reviewOf(4)
  const { id } = await review['class.add']({ name: 'dog' })
  await set(2, 'reviewed')
  expect(next(2, byName, { reviewStates: ['unreviewed'] })).toEqual({ photoId: 3, left: 3 })
  await review['label.edit']({ photoId: 3, put: [drawn('a', id)], remove: [], verdicts: [] })
  expect(next(3, byName, { hasLabels: false })).toEqual({ photoId: 4, left: 2 })
  expect(next(null, byName, { labelClassIds: [id] })).toEqual({ photoId: 3, left: 1 })
  expect(next(null, byName, { reviewStates: ['reviewed'] })).toEqual({ photoId: null, left: 0 })
})

test('passes over photos that cannot be shown', async () => {
  const { next, store } = await reviewOf(4)
  store.connection.run("UPDATE photos SET state = 'missing' WHERE photo_id = 1")
  store.connection.run("UPDATE photos SET state = 'damaged' WHERE photo_id = 2")
  expect(next(null)).toEqual({ photoId: 3, left: 2 })
  expect(next(null, byName, { photoState: 'damaged' })).toEqual({ photoId: null, left: 0 })
})
