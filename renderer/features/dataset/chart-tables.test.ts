import { expect, it } from 'vitest'
import type { ClassStatistics } from '#core/model/dataset-reports'
import { balanceText, byFrequency, classTable, countTable, fullestBin, heatMapTable, histogramTable } from './chart-tables'

function counted(name: string, labels: number, photos: number): ClassStatistics {
  return { classId: 1, name, color: '#000000', labels, photos }
}
const classes = [counted('cat', 2, 2), counted('dog', 9, 1), counted('cow', 0, 0), counted('hen', 2, 1)]

it('lists the most frequent class first and keeps the order of equals', () => {
  expect(byFrequency(classes, 'labels').map(({ name }) => name)).toEqual(['dog', 'cat', 'hen', 'cow'])
  expect(byFrequency(classes, 'photos').map(({ name }) => name)).toEqual(['cat', 'dog', 'hen', 'cow'])
  expect(classTable(classes).rows).toEqual([['cat', 2, 2], ['dog', 9, 1], ['cow', 0, 0], ['hen', 2, 1]])
})

it('names every count, those of nothing too', () => {
  expect(countTable('State', { a: 'Open', b: 'Done' }, { a: 0, b: 4 }, 'Photos')).toEqual({ columns: ['State', 'Photos'], rows: [['Open', 0], ['Done', 4]] })
})

it('tells where a bin starts and ends', () => {
  const histogram = { edges: [0, 0.5, 1], counts: [3, 7] }
  expect(histogramTable(histogram, '%', 'Labels')).toEqual({ columns: ['From %', 'To %', 'Labels'], rows: [[0, 0.5, 3], [0.5, 1, 7]] })
  expect(fullestBin(histogram)).toEqual({ from: 0.5, to: 1, count: 7 })
  expect(fullestBin({ edges: [0, 1], counts: [0] })).toBeNull()
})

it('tells the cells of a heat map row by row', () => {
  expect(heatMapTable({ columns: 2, rows: 2, counts: Uint32Array.of(5, 0, 1, 2) }).rows).toEqual([[1, 1, 5], [1, 2, 0], [2, 1, 1], [2, 2, 2]])
})

it('says how even classes are, leaving out those that do not occur', () => {
  expect(balanceText({ balance: null, classes })).toBeNull()
  expect(balanceText({ balance: 0.75, classes })).toBe('1 is even; most frequent 4.5 × rarest')
  expect(balanceText({ balance: 1, classes: [counted('a', 3, 1), counted('b', 3, 1)] })).toBe('1 is even, as here')
})
