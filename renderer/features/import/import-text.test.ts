import { expect, it } from 'vitest'
import { matchedPhotos, matchText, reportText } from './import-text'

it('says how photos were found', () => {
  const preview = { matched: { path: 3, hash: 0, name: 1200 } }
  expect(matchText(preview)).toBe('3 by path, 1,200 by name')
  expect(matchedPhotos(preview)).toBe(1203)
  expect(matchText({ matched: { path: 0, hash: 0, name: 0 } })).toBe('')
})

it('says what an import did', () => {
  const report = { jobId: 1, importId: 1, labels: 12, photos: 4, newClasses: 1, knownLabels: 0, refusedLabels: 0 }
  expect(reportText(report)).toBe('12 labels taken, 4 photos changed, 1 new class.')
  expect(reportText({ ...report, newClasses: 0 })).toBe('12 labels taken, 4 photos changed.')
  expect(reportText({ ...report, labels: 0, photos: 0 })).toBe('Nothing changed.')
})
