import { expect, it } from 'vitest'
import type { LikelyMistake } from '#core/model/dataset-reports'
import { mistakeText } from './mistake-text'

const nameOf = (classId: number): string => (classId === 7 ? 'bus' : 'other')
const seen = { rank: 0, name: 'truck', classId: 9 }

it.each<readonly [LikelyMistake, string]>([
  [{ photoId: 1, kind: 'missing', score: 0.913, labelId: null, labelClassId: null, predicted: seen }, 'The model sees "truck" (0.91) where nothing is labeled.'],
  [{ photoId: 1, kind: 'wrong-class', score: 0.8, labelId: 'a', labelClassId: 7, predicted: seen }, 'Labeled "bus", but the model sees "truck" there (0.80).'],
  [{ photoId: 1, kind: 'unseen', score: 0.99, labelId: 'a', labelClassId: 7, predicted: null }, 'Labeled "bus", but the model sees nothing of the kind there (0.99).'],
])('says what may be wrong: %#', (mistake, text) => {
  expect(mistakeText(mistake, nameOf)).toBe(text)
})
