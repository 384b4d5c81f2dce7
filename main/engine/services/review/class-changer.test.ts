import { expect, test } from 'vitest'
import { buildTestProgram } from '../../testing/build-test-program'
import { drawn, openTestReview } from '../../testing/test-review'
import { ModelRegistry } from '../model-registry'
import { ClassChanger } from './class-changer'
import { createReviewService } from './review'

const labelCount = 5_000

test('a large class is merged, given back and removed by a thread, while questions are answered and edits wait', async () => {
  const script = await buildTestProgram('../services/review/class-change-thread.ts', 'class-changer')
  const { path, store, jobs, addPhotos } = await openTestReview()
  const emitted: string[] = []
  const review = createReviewService({ store, jobs, registry: new ModelRegistry(path), emit: (name) => emitted.push(name) }, new ClassChanger(store, script))
  addPhotos(labelCount)
  const car = await review['class.add']({ name: 'car' })
  const auto = await review['class.add']({ name: 'auto' })
  store.connection.transaction(() => {
    for (let photoId = 1; photoId <= labelCount; photoId++) store.labels.put(photoId, drawn(`auto ${photoId}`, auto.id), 1)
    store.labels.put(1, drawn('car', car.id), 1)
  })

  const merging = review['class.merge']({ from: auto.id, into: car.id })
  // Nothing has been done yet: the thread only starts, and this one goes on.
  expect(store.labels.countsOfClass(auto.id).labels).toBe(labelCount)
  const editing = review['label.edit']({ photoId: 2, put: [drawn('mine', car.id, { kind: 'box', x: 0, y: 0, width: 1, height: 1 })], remove: [], verdicts: [] })
  expect(await merging).toEqual({ labels: labelCount, photos: labelCount })
  await editing
  // The tag of photo 1 was there already; the box is there besides.
  expect(store.labels.countsOfClass(car.id)).toEqual({ labels: labelCount + 1, photos: labelCount })
  expect(review['class.list']().map(({ name }) => name)).toEqual(['car'])

  expect(await review['step.undo']({ stepId: review['step.list']()[0]?.id ?? 0 })).toEqual({ labels: labelCount, photos: labelCount })
  expect(store.labels.countsOfClass(auto.id)).toEqual({ labels: labelCount, photos: labelCount })
  expect(store.labels.countsOfClass(car.id)).toEqual({ labels: 2, photos: 2 })
  expect(await review['class.remove']({ classId: auto.id })).toEqual({ labels: labelCount, photos: labelCount })
  expect(store.connection.value('SELECT count(*) FROM labels')).toBe(2)
  await expect(review['class.merge']({ from: car.id, into: 99 })).rejects.toMatchObject({ code: 'not-found' })
  expect(emitted.filter((name) => name === 'label.changed')).toHaveLength(4)
})
