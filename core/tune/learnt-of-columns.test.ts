import { expect, test } from 'vitest'
import { learntOfColumns, learntOfParent } from './learnt-of-columns'

const labels = (...names: readonly string[]) => names.map((name, id) => ({ id, name }))

test('columns of the parent keep their names, whatever the project calls them', () => {
  const plan = { learnt: ['kitten', 'mug'], parentColumns: [1, null], kept: 'extend', answer: 'one-class' } as const
  expect(learntOfColumns(labels('dog', 'cat, kitten', 'mug'), plan)).toEqual([null, 0, 1])
  expect(learntOfParent(2, plan)).toEqual([null, 0])
})

test('a model of the learnt classes alone has their names; a background is none of them', () => {
  const plan = { learnt: ['mug', 'pen'], parentColumns: [null, 0], kept: 'replace', answer: 'one-class' } as const
  expect(learntOfColumns(labels('background', 'mug', 'pen'), plan)).toEqual([null, 0, 1])
  expect(learntOfParent(2, plan)).toEqual([1, null])
})
