import { expect, it } from 'vitest'
import type { LikelyMistake } from '#core/model/dataset-reports'
import { labelIdOf } from '../../canvas/label-key'
import { findingsOf } from '../../canvas/scene'
import { mistakeKey } from './mistake-key'

const missing: LikelyMistake = { photoId: 1, kind: 'missing', score: 0.9, labelId: null, labelClassId: null, predicted: { rank: 1, name: 'dog', classId: 4 } }

it('selects the label in question', () => {
  expect(labelIdOf(mistakeKey({ ...missing, kind: 'wrong-class', labelId: 'abc', labelClassId: 7 }, 'finder', 'box'))).toBe('abc')
})

it('selects the prediction that no label tells', () => {
  const box = { index: 0, score: 0.9, x: 0, y: 0, width: 5, height: 5 }
  const answer = { modelId: 'finder', task: 'detection', status: 'done', tags: [], boxes: [box, { ...box, index: 3 }], areas: [] } as unknown as Parameters<typeof findingsOf>[0][number]
  const second = findingsOf([answer], () => 'dog')[1]
  expect(mistakeKey(missing, 'finder', 'box')).toBe(second?.key)
})
