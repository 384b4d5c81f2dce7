import { expect, it } from 'vitest'
import type { SplitSummary } from '#core/model/dataset-reports'
import { absentClasses, splitTable } from './split-table'

const summary: SplitSummary = {
  photos: { train: 8, val: 2, test: 0 },
  classes: [
    { classId: 1, labels: { train: 5, val: 1, test: 0 } },
    { classId: 2, labels: { train: 3, val: 0, test: 0 } },
    { classId: 3, labels: { train: 0, val: 0, test: 0 } },
  ],
  groupedPhotos: 0,
  ungroupedPhotos: 0,
  partlessPhotos: 0,
}

it('has a row for photos and one for each class that occurs', () => {
  expect(splitTable(summary, (classId) => `class ${classId}`)).toEqual({
    columns: ['', 'Training', 'Validation', 'Test', 'All'],
    rows: [
      ['Photos', 8, 2, 0, 10],
      ['Labels of class 1', 5, 1, 0, 6],
      ['Labels of class 2', 3, 0, 0, 3],
    ],
  })
})

it('finds classes that a part with photos lacks', () => {
  expect(absentClasses(summary)).toEqual({ train: [], val: [2], test: [] })
})
