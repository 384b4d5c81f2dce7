import { expect, test } from 'vitest'
import { judgeTags, tagConfusion, tagScores } from './judge-tags'

const names = ['cat', 'dog', 'bird']
/** The model's second column is none of the learnt classes. */
const classOf = [0, null, 1, 2]
const one = (index: number, truth: number) => judgeTags([{ index, score: 0.7 }, { index: 0, score: 0.2 }], [truth], classOf, names, 'one-class')

test('one class: the best tag decides', () => {
  expect(one(2, 1)).toMatchObject({ correctness: 1, said: 'dog', truth: 'dog', confidence: 0.7 })
  expect(one(1, 1)).toMatchObject({ correctness: 0, said: 'nothing of these', truth: 'dog' })
  expect(one(3, 0).scored).toEqual([
    { classIndex: 2, score: 0.7, isRight: false },
    { classIndex: 0, score: 0.2, isRight: true },
  ])
})

test('many classes: F1 of what is more likely there than not', () => {
  const tags = [{ index: 0, score: 0.9 }, { index: 2, score: 0.6 }, { index: 3, score: 0.4 }]
  // Said cat and dog, there are cat and bird: 2 * 1 / (2 + 2).
  expect(judgeTags(tags, [0, 2], classOf, names, 'many-classes').correctness).toBe(0.5)
  expect(judgeTags([{ index: 0, score: 0.1 }], [], classOf, names, 'many-classes').correctness).toBe(1)
})

test('scores and confusion by hand', () => {
  const judgements = [one(0, 0), one(0, 1), one(2, 1), one(1, 2)]
  expect(tagScores(judgements, names)).toEqual([
    { name: 'cat', support: 1, precision: 0.5, recall: 1, score: 2 / 3 },
    { name: 'dog', support: 2, precision: 1, recall: 0.5, score: 2 / 3 },
    { name: 'bird', support: 1, precision: null, recall: 0, score: 0 },
  ])
  expect(tagConfusion(judgements, names).counts).toEqual([
    [1, 0, 0, 0],
    [1, 1, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
  ])
})
