import { expect, test } from 'vitest'
import { nextSort, readableTable, sortedRows, tableOf, type TableColumn } from './table-column'

interface Row {
  readonly name: string
  readonly cost: number | null
}

const rows: readonly Row[] = [
  { name: 'stem', cost: 10 },
  { name: 'add', cost: null },
  { name: 'head', cost: 200 },
  { name: 'pool', cost: 10 },
]
const name: TableColumn<Row> = { id: 'name', title: 'Layer', leastPx: 100, grow: 1, value: (row) => row.name }
const cost: TableColumn<Row> = { id: 'cost', title: 'MAdds', unit: 'M', leastPx: 80, value: (row) => row.cost }
const columns = [name, cost]

test('numbers are sorted as numbers, equal ones keep their order, unknown ones come last either way', () => {
  const names = (direction: 'ascending' | 'descending') => sortedRows(rows, columns, { columnId: 'cost', direction }).map((row) => row.name)
  expect(names('descending')).toEqual(['head', 'stem', 'pool', 'add'])
  expect(names('ascending')).toEqual(['stem', 'pool', 'head', 'add'])
  expect(sortedRows(rows, columns, null)).toBe(rows)
})

test('a first click sorts numbers from the largest and words from the first letter, a second one turns it', () => {
  expect(nextSort(null, cost, rows[0])).toEqual({ columnId: 'cost', direction: 'descending' })
  expect(nextSort(null, name, rows[0])).toEqual({ columnId: 'name', direction: 'ascending' })
  expect(nextSort({ columnId: 'name', direction: 'ascending' }, name, rows[0])).toEqual({ columnId: 'name', direction: 'descending' })
})

test('a table for a file has units in its titles and nothing for what is not known', () => {
  expect(tableOf(rows.slice(0, 2), columns)).toEqual({ columns: ['Layer', 'MAdds (M)'], rows: [['stem', 10], ['add', '']] })
})

test('a table for people has the text of each column', () => {
  const inMillions = { ...cost, text: (row: Row) => (row.cost === null ? '–' : `${row.cost} M`) }
  expect(readableTable(rows.slice(0, 2), [name, inMillions])).toEqual({ columns: ['Layer', 'MAdds'], rows: [['stem', '10 M'], ['add', '–']] })
})
