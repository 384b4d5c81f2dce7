import { describe, expect, it } from 'vitest'
import type { PhotoLabels } from '#core/contract/labels'
import type { Label } from '#core/model/label'
import { appliedEdit, inverseEdit, mergedEdits, photoEdit } from './photo-edit'

const person = { kind: 'person' } as const
function box(id: string, x: number, classId = 1): Label {
  return { id, photoId: 7, classId, geometry: { kind: 'box', x, y: 0, width: 5, height: 5 }, origin: person, locked: false, group: null, attributes: {} }
}
const before: PhotoLabels = { photoId: 7, reviewState: 'unreviewed', labels: [box('a', 1), box('b', 2)], verdicts: [{ modelId: 'm', rank: 3, verdict: 'refused' }] }

describe('an edit', () => {
  it('changes labels in place, adds new ones last, and makes the photo one in progress', () => {
    const after = appliedEdit(before, photoEdit(7, { put: [box('c', 9), box('a', 5)] }))
    expect(after.labels).toEqual([box('a', 5), box('b', 2), box('c', 9)])
    expect(after.reviewState).toBe('in-progress')
  })

  it('leaves a reviewed photo reviewed, and an empty one is no longer empty with a label', () => {
    expect(appliedEdit({ ...before, reviewState: 'reviewed' }, photoEdit(7, { remove: ['a'] })).reviewState).toBe('reviewed')
    expect(appliedEdit({ ...before, labels: [], reviewState: 'reviewed-empty' }, photoEdit(7, { put: [box('a', 1)] })).reviewState).toBe('reviewed')
  })

  it('its inverse gives back labels, verdicts and state', () => {
    const edit = photoEdit(7, {
      put: [box('a', 50, 2), box('new', 3)],
      remove: ['b'],
      verdicts: [
        { modelId: 'm', rank: 3, verdict: 'accepted' },
        { modelId: 'm', rank: 4, verdict: 'accepted' },
      ],
      reviewState: 'reviewed',
    })
    const after = appliedEdit(before, edit)
    expect(after.verdicts).toEqual([
      { modelId: 'm', rank: 3, verdict: 'accepted' },
      { modelId: 'm', rank: 4, verdict: 'accepted' },
    ])
    expect(appliedEdit(after, inverseEdit(before, edit))).toEqual(before)
  })
})

it('two edits as one do what both did in turn', () => {
  const first = photoEdit(7, { put: [box('a', 10), box('x', 1)], remove: ['b'], verdicts: [{ modelId: 'm', rank: 3, verdict: null }], reviewState: 'reviewed' })
  const second = photoEdit(7, { put: [box('b', 20)], remove: ['x', 'a'] })
  const merged = mergedEdits(first, second)
  expect(merged).toEqual(photoEdit(7, { put: [box('b', 20)], remove: ['x', 'a'], verdicts: [{ modelId: 'm', rank: 3, verdict: null }], reviewState: 'reviewed' }))
  expect(appliedEdit(before, merged)).toEqual(appliedEdit(appliedEdit(before, first), second))
})
