import { expect, test } from 'vitest'
import { findConcerns } from './find-concerns'
import type { TunePhoto } from './tune-photo'

let number = 0
function photo(part: TunePhoto['part'], classIndexes: readonly number[], changes: Partial<TunePhoto> = {}): TunePhoto {
  number++
  return {
    photoId: number,
    contentHash: `${number}`,
    size: { width: 4, height: 4 },
    part,
    labels: classIndexes.map((classIndex) => ({ classIndex, geometry: { kind: 'tag' }, attributes: {} })),
    labelSources: { person: classIndexes.length, model: 0, import: 0 },
    group: null,
    ...changes,
  }
}
const many = (count: number, part: TunePhoto['part'], classIndex: number, changes: Partial<TunePhoto> = {}) => Array.from({ length: count }, () => photo(part, [classIndex], changes))
const healthy = [...many(30, 'train', 0), ...many(30, 'train', 1), ...many(50, 'validation', 0), ...many(50, 'test', 1)]
const kinds = (photos: readonly TunePhoto[], ambiguousPhotos = 0) => findConcerns({ photos, classes: ['cat', 'dog'], ambiguousPhotos, task: 'classification' }).map(({ kind, severity, className }) => [kind, severity, className])

test('healthy data raise no concern', () => {
  expect(kinds(healthy)).toEqual([])
})

test('what cannot be learnt from stops, worst first', () => {
  expect(kinds([])).toEqual([['no-photos', 'stop', null]])
  expect(kinds([...many(30, 'train', 0), ...many(50, 'validation', 0), ...many(50, 'test', 0)]).slice(0, 2)).toEqual([
    ['one-class', 'stop', 'cat'],
    ['few-photos', 'stop', 'dog'],
  ])
  expect(kinds([...many(30, 'train', 0), ...many(30, 'train', 1), ...many(50, 'test', 1)])).toEqual([['small-validation', 'stop', null]])
})

test('one class and photos without any can be told apart', () => {
  const concerns = findConcerns({ photos: [...many(30, 'train', 0), ...Array.from({ length: 30 }, () => photo('train', [])), ...many(50, 'validation', 0), ...many(50, 'test', 0)], classes: ['cat'], ambiguousPhotos: 0, task: 'classification' })
  expect(concerns).toEqual([])
})

test('what makes figures or models doubtful is told with what to do', () => {
  expect(kinds(healthy.map((one) => ({ ...one, labelSources: { person: 0, model: 1, import: 0 } })))).toEqual([['model-labels', 'warn', null]])
  expect(kinds(healthy.map((one, index) => (index === 0 || index === healthy.length - 1 ? { ...one, group: 7 } : one)))).toEqual([['leakage', 'warn', null]])
  expect(kinds(healthy, 3)).toEqual([['ambiguous-photos', 'warn', null]])
  expect(kinds([...healthy.filter(({ part }) => part !== 'test'), ...many(9, 'test', 0)])).toEqual([['small-test', 'warn', null]])
  expect(kinds([...healthy, ...many(600, 'train', 0)])).toEqual([['unbalanced', 'warn', null]])
  expect(kinds([...healthy.slice(30), ...many(9, 'train', 0)])).toEqual([['few-photos', 'warn', 'cat']])
  const [concern] = findConcerns({ photos: [...healthy.slice(30), ...many(9, 'train', 0)], classes: ['cat', 'dog'], ambiguousPhotos: 0, task: 'classification' })
  expect(concern).toMatchObject({ message: '"cat" has 9 photos to learn from.', hint: 'From about 10 on a class is learnt reliably: label more of them.' })
})

test('places stand out from the rest of their photos, so that one class is enough; what is left out is told by what is learnt', () => {
  const facts = { photos: [...many(30, 'train', 0), ...many(50, 'validation', 0), ...many(50, 'test', 0)], classes: ['cat'] }
  expect(findConcerns({ ...facts, ambiguousPhotos: 0, task: 'detection' })).toEqual([])
  expect(findConcerns({ ...facts, ambiguousPhotos: 2, task: 'detection' })).toMatchObject([{ message: '2 photos with tags alone are left out: a tag tells no place.', hint: 'Draw boxes around their objects.' }])
  expect(findConcerns({ ...facts, ambiguousPhotos: 1, task: 'segmentation' })).toMatchObject([{ kind: 'ambiguous-photos', hint: 'Draw masks or polygons of those objects.' }])
})
