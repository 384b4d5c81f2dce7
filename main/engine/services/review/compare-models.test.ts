import { expect, test } from 'vitest'
import type { PhotoSort } from '#core/contract/filter'
import { boxes, mask, modelOf, openTestReview, tags } from '../../testing/test-review'

const failure = (message: RegExp): Error => expect.objectContaining({ code: 'bad-input', message: expect.stringMatching(message) as string }) as Error

async function reviewOf(photos: number) {
  const opened = await openTestReview()
  opened.addPhotos(photos)
  const compare = async (modelId: string, otherModelId: string) => opened.ended(opened.review['agreement.compute']({ modelId, otherModelId }).jobId)
  const order = (modelId: string, otherModelId: string, direction: PhotoSort['direction'] = 'descending') => [
    ...opened.store.query.ids({}, { by: 'disagreement', direction, modelId, otherModelId }),
  ]
  return { ...opened, compare, order }
}

test('orders photos by how little two models agree, whatever their classes are numbered', async () => {
  const { compare, order, predict, store } = await reviewOf(6)
  const one = modelOf('detection', 'one', 'dog', 'cat')
  const two = modelOf('detection', 'two', 'bird', 'Cat', 'dog')
  predict(one, 1, boxes([0, 0.9, 0]))
  predict(two, 1, boxes([2, 0.9, 0]))
  predict(one, 2, boxes([0, 0.9, 0]))
  predict(two, 2, boxes([0, 0.9, 0]))
  predict(one, 3, boxes([0, 0.9, 0], [1, 0.8, 2]))
  predict(two, 3, boxes([1, 0.9, 2]))
  predict(one, 4, boxes([0, 0.9, 0]))
  expect(await compare('two', 'one')).toMatchObject({ state: 'done', progress: { done: 3 } })
  expect(store.connection.all('SELECT photo_id, round(agreement, 6) AS agreement FROM agreements ORDER BY photo_id')).toEqual([
    { photo_id: 1, agreement: 1 },
    { photo_id: 2, agreement: 0 },
    { photo_id: 3, agreement: 0.666667 },
  ])
  expect(order('one', 'two')).toEqual([2, 3, 1, 4, 5, 6])
  expect(order('two', 'one', 'ascending')).toEqual([1, 3, 2, 4, 5, 6])
})

test('a new answer is compared again, the others are not', async () => {
  const { compare, order, predict } = await reviewOf(3)
  const one = modelOf('classification', 'one', 'dog', 'cat')
  const two = modelOf('classification', 'two', 'dog', 'cat')
  for (const photoId of [1, 2, 3]) {
    predict(one, photoId, tags([0, 0.9], [1, 0.1]))
    predict(two, photoId, tags([photoId === 3 ? 1 : 0, 0.6]))
  }
  await compare('one', 'two')
  expect(order('one', 'two')).toEqual([3, 1, 2])
  predict(two, 2, tags([1, 0.7]))
  expect(order('one', 'two')).toEqual([3, 1, 2])
  expect(await compare('one', 'two')).toMatchObject({ progress: { done: 1 } })
  expect(order('one', 'two')).toEqual([2, 3, 1])
})

test('compares masks of the same classes pixel by pixel', async () => {
  const { compare, store, predict } = await reviewOf(1)
  predict(modelOf('segmentation', 'one', 'background', 'sky'), 1, mask(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0))
  predict(modelOf('segmentation', 'two', 'background', 'sky'), 1, mask(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  await compare('one', 'two')
  expect(store.connection.value('SELECT agreement FROM agreements')).toBe(9 / 12)
})

test('says why two models cannot be compared', async () => {
  const { compare, order, store } = await reviewOf(2)
  store.models.ensure(modelOf('detection', 'finder', 'dog'))
  store.models.ensure(modelOf('segmentation', 'painter', 'background', 'dog'))
  store.models.ensure(modelOf('segmentation', 'other painter', 'background', 'cat'))
  await expect(compare('finder', 'painter')).rejects.toEqual(failure(/different questions/))
  await expect(compare('painter', 'other painter')).rejects.toEqual(failure(/different classes/))
  await expect(compare('finder', 'finder')).rejects.toEqual(failure(/with itself/))
  await expect(compare('finder', 'nobody')).rejects.toEqual(failure(/predicted nothing/))
  expect(order('finder', 'nobody')).toEqual([1, 2])
  expect([...store.query.ids({}, { by: 'disagreement', direction: 'descending' })]).toEqual([1, 2])
})
