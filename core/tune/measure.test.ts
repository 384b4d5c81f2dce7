import { expect, test } from 'vitest'
import { classificationTask } from './classification/classification-task'
import { judgeTags } from './classification/judge-tags'
import { measure } from './measure'

const names = ['cat', 'dog']
const judged = (said: number, truth: number, score = 0.9) => judgeTags([{ index: said, score }], [truth], [0, 1], names, 'one-class')

test('before and after on the same photos, the worst mistakes first', () => {
  // Before: 2 of 4 right; after: 3 of 4, wrong about the third.
  const photos = [
    { photoId: 1, before: judged(0, 0), after: judged(0, 0) },
    { photoId: 2, before: judged(0, 1), after: judged(1, 1) },
    { photoId: 3, before: judged(1, 0), after: judged(1, 0, 0.8) },
    { photoId: 4, before: judged(1, 1), after: judged(1, 1) },
  ]
  const quality = measure(classificationTask, photos, names, 'knows-classes', 1)
  expect(quality).toMatchObject({ photos: 4, before: { value: 0.5 }, after: { value: 0.75 }, gain: { value: 0.25 } })
  // A pair is drawn together, and no pair got worse.
  expect(quality.gain?.interval[0]).toBe(0)
  expect(quality.worst).toEqual([{ photoId: 3, truth: 'cat', said: 'dog', confidence: 0.8, correctness: 0 }])
  expect(quality.confusion.counts).toEqual([[1, 1, 0], [0, 2, 0], [0, 0, 0]])
})

test('a parent that knows none of the classes has no before', () => {
  const photos = [{ photoId: 1, before: judged(0, 0), after: judged(0, 0) }]
  expect(measure(classificationTask, photos, names, 'knows-none', 1)).toMatchObject({ before: null, gain: null })
  expect(measure(classificationTask, [{ photoId: 1, before: null, after: judged(0, 0) }], names, 'knows-classes', 1)).toMatchObject({ before: null, gain: null })
})
