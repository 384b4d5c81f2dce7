import { expect, it } from 'vitest'
import { csvText } from './csv-text'

it('quotes what would break a line apart', () => {
  const table = {
    columns: ['Class', 'Labels'],
    rows: [
      ['cat', 3],
      ['say "cheese", please', 1.5],
      ['two\nlines', 0],
    ],
  }
  expect(csvText(table)).toBe('Class,Labels\r\ncat,3\r\n"say ""cheese"", please",1.5\r\n"two\nlines",0\r\n')
})

it('a table without rows is its heading', () => {
  expect(csvText({ columns: ['a'], rows: [] })).toBe('a\r\n')
})
