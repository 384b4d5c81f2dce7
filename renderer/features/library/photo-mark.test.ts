import { expect, it } from 'vitest'
import type { PhotoAnswer, PhotoCard } from '#core/contract/photos'
import type { Photo } from '#core/model/photo'
import { photoMark } from './photo-mark'

const photo: Photo = {
  id: 1,
  folderId: 1,
  relativePath: 'a.jpg',
  bytes: 1,
  modifiedMs: 0,
  state: 'present',
  format: 'jpeg',
  width: 10,
  height: 10,
  orientation: 1,
  contentHash: null,
  notes: [],
  reason: null,
  reviewState: 'unreviewed',
}
const done: PhotoAnswer = { modelId: 'a', task: 'detection', status: 'done', reason: null, current: true, tags: [], boxes: [], areas: [], hasMask: false, sha256: '' }
const mark = (part: Partial<Photo>, ...answers: PhotoAnswer[]) => photoMark({ photo: { ...photo, ...part }, answers, labels: [] } satisfies PhotoCard)

it('says nothing before the first answer', () => {
  expect(mark({})).toBeNull()
})

it('a failure outweighs answers, damage outweighs both', () => {
  const failed: PhotoAnswer = { ...done, modelId: 'b', status: 'failed', reason: 'cannot read' }
  expect(mark({}, done)).toEqual({ kind: 'predicted', text: 'Predicted' })
  expect(mark({}, done, failed)).toEqual({ kind: 'failed', text: 'cannot read' })
  expect(mark({ state: 'damaged', reason: 'truncated' }, failed)).toEqual({ kind: 'damaged', text: 'truncated' })
  expect(mark({ state: 'missing' })?.kind).toBe('missing')
})

it('tells when the file changed after the model saw it', () => {
  expect(mark({}, { ...done, current: false })?.kind).toBe('outdated')
})

it('what a person said outweighs what models did, but not damage', () => {
  expect(mark({ reviewState: 'reviewed' }, done)).toEqual({ kind: 'reviewed', text: 'Reviewed, 0 labels' })
  expect(mark({ reviewState: 'reviewed-empty' })).toEqual({ kind: 'reviewed', text: 'Reviewed: nothing here' })
  expect(mark({ reviewState: 'in-progress' }, done)?.kind).toBe('in-progress')
  expect(mark({ reviewState: 'reviewed', state: 'missing' })?.kind).toBe('missing')
})
