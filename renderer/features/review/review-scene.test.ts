import { expect, it } from 'vitest'
import type { PhotoLabels } from '#core/contract/labels'
import type { Label } from '#core/model/label'
import type { Finding } from '../../canvas/scene'
import { changedLabel, keyAfter, objectKeys, openFindings, selectedObject, steppedKey } from './review-scene'

function ghost(key: string, rank: number, score: number, kind: Finding['kind'] = 'box'): Finding {
  return { key, kind, modelId: 'm', rank, classIndex: 0, name: 'dog', score, rect: null }
}
const label: Label = {
  id: 'a',
  photoId: 1,
  classId: 1,
  geometry: { kind: 'tag' },
  origin: { kind: 'model', modelId: 'm', sha256: 'x', score: 0.5, edited: false },
  locked: false,
  group: null,
  attributes: {},
}
const content: PhotoLabels = { photoId: 1, reviewState: 'in-progress', labels: [label], verdicts: [{ modelId: 'm', rank: 1, verdict: 'refused' }] }
const all = [ghost('g0', 0, 0.9), ghost('g1', 1, 0.8), ghost('g2', 2, 0.2), ghost('area', 15, 0.01, 'area')]

it('predictions wait for a verdict above the threshold; areas always', () => {
  expect(openFindings(all, content.verdicts, 0.5).map(({ key }) => key)).toEqual(['g0', 'area'])
})

it('steps through labels and predictions, round both ends', () => {
  const keys = objectKeys({ content, ghosts: all })
  expect(keys).toEqual(['label:a', 'g0', 'g1', 'g2', 'area'])
  expect(steppedKey(keys, null, 1)).toBe('label:a')
  expect(steppedKey(keys, null, -1)).toBe('area')
  expect(steppedKey(keys, 'area', 1)).toBe('label:a')
  expect(steppedKey(keys, 'gone', 1)).toBe('label:a')
  expect(steppedKey([], 'gone', 1)).toBeNull()
})

it('after a verdict comes the next prediction, at the end the one before', () => {
  expect(keyAfter(all, 'g0')).toBe('g1')
  expect(keyAfter(all, 'area')).toBe('g2')
  expect(keyAfter([ghost('only', 0, 1)], 'only')).toBeNull()
})

it('finds what is selected while it is there', () => {
  expect(selectedObject({ content, ghosts: all }, 'label:a')).toEqual({ kind: 'label', label })
  expect(selectedObject({ content, ghosts: all }, 'g1')?.kind).toBe('ghost')
  expect(selectedObject({ content, ghosts: [] }, 'g1')).toBeNull()
})

it('an accepted prediction that is changed remembers that it was', () => {
  expect(changedLabel(label, { classId: 2 })).toMatchObject({ classId: 2, origin: { kind: 'model', edited: true } })
  expect(changedLabel({ ...label, origin: { kind: 'person' } }, { classId: 2 }).origin).toEqual({ kind: 'person' })
})
