import { expect, test } from 'vitest'
import { likelyMistakes, type CheckedLabel, type SurePrediction } from './likely-mistakes'

const [cat, dog, car, bird] = [1, 2, 3, 4]
const at = (x: number) => ({ x, y: 0, width: 10, height: 10 })
const label = (id: string, classId: number, x: number | null): CheckedLabel => ({ id, classId, bounds: x === null ? null : at(x) })
const says = (rank: number, classId: number | null, score: number, x: number | null): SurePrediction => ({ rank, classId, score, bounds: x === null ? null : at(x) })

function found(labels: readonly CheckedLabel[], predictions: readonly SurePrediction[]): unknown[] {
  const mistakes = likelyMistakes({ labels, predictions, knownClasses: new Set([cat, dog, car]), scoreAtLeast: 0.8 })
  return mistakes.map(({ kind, score, label: of, prediction }) => [kind, Number(score.toFixed(3)), of?.id ?? null, prediction?.rank ?? null])
}

test('agreement, doubt and classes the project has not are no mistakes', () => {
  expect(found([label('a', cat, 0)], [says(0, cat, 0.9, 1)])).toEqual([])
  expect(found([label('a', cat, 0)], [says(0, cat, 0.9, 0), says(1, dog, 0.7, 50)])).toEqual([])
  expect(found([], [says(0, null, 0.99, 0)])).toEqual([])
  // Weakly seen is seen.
  expect(found([label('a', cat, 0)], [says(0, cat, 0.3, 2)])).toEqual([])
})

test('an object without a label, another class at the same place, a label the model does not see', () => {
  expect(found([label('a', cat, 0)], [says(0, cat, 0.95, 0), says(1, car, 0.9, 50)])).toEqual([['missing', 0.9, null, 1]])
  expect(found([label('a', cat, 0)], [says(0, dog, 0.9, 1)])).toEqual([['wrong-class', 0.9, 'a', 0]])
  expect(found([label('a', cat, 0), label('b', bird, 30)], [says(0, dog, 0.5, 80)])).toEqual([['unseen', 1, 'a', null]])
  expect(found([label('a', cat, 0)], [says(0, cat, 0.15, 1)])).toEqual([['unseen', 0.85, 'a', null]])
})

test('one label is questioned once, one that the model confirms not at all, and an empty answer says nothing', () => {
  expect(found([label('a', cat, 0)], [says(0, dog, 0.95, 0), says(1, car, 0.9, 1)])).toEqual([['wrong-class', 0.95, 'a', 0]])
  expect(found([label('a', cat, 0)], [says(0, cat, 0.95, 0), says(1, dog, 0.9, 1)])).toEqual([])
  expect(found([label('a', cat, 0)], [])).toEqual([])
})

test('tags: the best answer against those of the photo; a photo without tags was not sorted', () => {
  expect(found([label('a', cat, null)], [says(0, dog, 0.9, null), says(1, cat, 0.05, null)])).toEqual([['wrong-class', 0.9, 'a', 0]])
  expect(found([label('a', cat, null)], [says(0, cat, 0.9, null)])).toEqual([])
  expect(found([label('a', bird, null)], [says(0, dog, 0.9, null)])).toEqual([['missing', 0.9, null, 0]])
  expect(found([], [says(0, dog, 0.9, null)])).toEqual([])
})
