import { expect, test } from 'vitest'
import { acceptablePredictions, isCovered, type WholeAnswer } from './acceptable-predictions'

const nothing: WholeAnswer = { tags: [], boxes: [], areas: [] }
const labels = [{ id: 0, name: 'background' }, { id: 1, name: 'dog' }, { id: 2, name: 'cat' }]
const box = (index: number, score: number, width = 2) => ({ index, score, x: 0, y: 0, width, height: 2 })

test('takes what is good enough and not judged, by its place in the answer', () => {
  const answer = { ...nothing, boxes: [box(1, 0.9), box(2, 0.8), box(1, 0.7, 0), box(2, 0.5), box(1, 0.4)] }
  expect(acceptablePredictions(answer, labels, 0.5, new Set([0])).map(({ rank, classIndex }) => [rank, classIndex])).toEqual([
    [1, 2],
    [3, 2],
  ])
})

test('the threshold leaves masks alone; the background is never taken', () => {
  const answer = { ...nothing, areas: [{ index: 0, fraction: 0.8 }, { index: 2, fraction: 0.15 }, { index: 1, fraction: 0.05 }] }
  expect(acceptablePredictions(answer, labels, 0.9, new Set([1])).map(({ rank, score }) => [rank, score])).toEqual([[2, 0.15]])
})

test('a label of the same class covers the same thing', () => {
  const [tag, boxed, masked] = [
    ...acceptablePredictions({ ...nothing, tags: [{ index: 1, score: 1 }] }, labels, 0, new Set()),
    ...acceptablePredictions({ ...nothing, boxes: [box(1, 1)] }, labels, 0, new Set()),
    ...acceptablePredictions({ ...nothing, areas: [{ index: 1, fraction: 1 }] }, labels, 0, new Set()),
  ]
  if (tag === undefined || boxed === undefined || masked === undefined) throw new Error('nothing acceptable')
  const tagLabel = { classId: 7, geometry: { kind: 'tag' } } as const
  const boxLabel = (width: number) => ({ classId: 7, geometry: { kind: 'box', x: 0, y: 0, width, height: 2 } }) as const
  const outline = { classId: 7, geometry: { kind: 'polygon', rings: [] } } as const
  expect(isCovered(tag, 7, [tagLabel])).toBe(true)
  expect(isCovered(tag, 8, [tagLabel])).toBe(false)
  expect(isCovered(tag, 7, [boxLabel(2)])).toBe(false)
  // 2 of 4 pixel columns are shared by a box twice as wide: exactly one half.
  expect(isCovered(boxed, 7, [boxLabel(4)])).toBe(true)
  expect(isCovered(boxed, 7, [boxLabel(5), tagLabel])).toBe(false)
  expect(isCovered(masked, 7, [outline])).toBe(true)
  expect(isCovered(masked, 7, [boxLabel(2)])).toBe(false)
})
