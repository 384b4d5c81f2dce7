import { expect, it } from 'vitest'
import { confusedPairs, confusionCells, mostConfused } from './confusion'

const table = {
  rows: ['cat', 'dog', 'cup'],
  columns: ['cat', 'dog', 'cup', 'nothing'],
  counts: [
    [8, 2, 0, 0],
    [1, 3, 0, 0],
    [0, 0, 5, 0],
  ],
}

it('shares are of what is there', () => {
  expect(confusionCells(table).slice(0, 2)).toEqual([
    { truth: 'cat', said: 'cat', count: 8, share: 0.8, isRight: true },
    { truth: 'cat', said: 'dog', count: 2, share: 0.2, isRight: false },
  ])
  expect(confusionCells({ rows: ['a'], columns: ['a'], counts: [[0]] })[0]?.share).toBe(0)
})

it('mistakes come by number', () => {
  expect(confusedPairs(table).map(({ truth, said, count }) => [truth, said, count])).toEqual([
    ['cat', 'dog', 2],
    ['dog', 'cat', 1],
  ])
})

it('of a large table the most confused names stay, in their order', () => {
  expect(mostConfused(table, 4)).toBe(table)
  expect(mostConfused(table, 2)).toEqual({ rows: ['cat', 'dog'], columns: ['cat', 'dog'], counts: [[8, 2], [1, 3]] })
})

it('a large table without mistakes still shows its first names', () => {
  expect(mostConfused({ rows: ['a', 'b', 'c'], columns: ['a', 'b', 'c'], counts: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }, 2).rows).toEqual(['a', 'b'])
})
