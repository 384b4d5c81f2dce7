import { expect, test } from 'vitest'
import type { TruthLabel } from './photo-truth'
import { AnswerEvaluator, type EvaluationPlan } from './answer-evaluator'

const names = ['red', 'green', 'blue', 'cyan', 'pink', 'grey']
const own = { names, judged: [0, 1, 2, null, null, null], indicesInReference: [0, 1, 2, 3, 4, 5] }
const plan: EvaluationPlan = {
  task: 'classification',
  classes: ['red', 'green', 'blue'].map((name, at) => ({ id: 10 + at, name })),
  models: [{ modelId: 'first', classes: own }, { modelId: 'second', classes: own }],
  reference: 0,
  seed: 1,
}
const tag = (classIndex: number): TruthLabel => ({ classIndex, geometry: { kind: 'tag' }, attributes: {} })
const ranked = (...indexes: number[]) => ({ tags: indexes.map((index, rank) => ({ index, score: 1 - rank / 10 })), boxes: [], mask: null })

function evaluated() {
  const evaluator = new AnswerEvaluator(plan)
  const add = (photoId: number, labels: readonly TruthLabel[], first: readonly number[], second: readonly number[]): void =>
    evaluator.add({ photoId, relativePath: `${photoId}.jpg`, truth: { size: { width: 8, height: 8 }, labels }, answers: [ranked(...first), ranked(...second)] })
  add(1, [tag(0)], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5])
  // Two tags: either will do.
  add(2, [tag(0), tag(1)], [1, 2, 3, 4, 5, 0], [3, 0, 1, 2, 4, 5])
  add(3, [tag(2)], [0, 2, 1, 3, 4, 5], [2, 0, 1, 3, 4, 5])
  // Sixth is too late for top-5.
  add(4, [tag(1)], [1, 0, 2, 3, 4, 5], [3, 0, 2, 4, 5, 1])
  const seen: number[] = []
  return { result: evaluator.finish((done) => seen.push(done)), seen }
}

test('top-1, top-5 and values of classes by hand, differences worst first', () => {
  const { result, seen } = evaluated()
  expect(result).toMatchObject({ photos: 4, draws: 500 })
  expect(seen.at(-1)).toBe(500)
  const [first, second] = result.models
  expect(first?.accuracy.map(({ key, estimate, difference }) => [key, estimate.value, difference])).toEqual([['top1', 3 / 4, null], ['top5', 1, null]])
  expect(second?.accuracy.map(({ estimate, difference }) => [estimate.value, difference?.value])).toEqual([[2 / 4, -1 / 4], [3 / 4, -1 / 4]])
  expect(first?.classes).toEqual([
    { classId: 10, name: 'red', photos: 2, labels: 2, values: { top1: 1, top5: 1, precision: 1 / 2 } },
    { classId: 11, name: 'green', photos: 2, labels: 2, values: { top1: 1, top5: 1, precision: 1 } },
    { classId: 12, name: 'blue', photos: 1, labels: 1, values: { top1: 0, top5: 1, precision: null } },
  ])
  expect([first?.agreement, second?.agreement]).toEqual([null, 1 / 4])
  expect(result.differences.map(({ photoId, modelId, truth, said, referenceSaid, score, referenceScore }) => [photoId, modelId, truth, said, referenceSaid, score, referenceScore])).toEqual([
    [2, 'second', 'green, red', 'cyan', 'green', 0, 1],
    [4, 'second', 'green', 'cyan', 'green', 0, 1],
    [3, 'second', 'blue', 'blue', 'red', 1, 0],
  ])
})

test('intervals hold the value, are paired, and are the same every time', () => {
  const { models } = evaluated().result
  for (const { accuracy } of models) {
    for (const { estimate: { value, interval } } of accuracy) {
      expect(interval[0]).toBeLessThanOrEqual(value)
      expect(interval[1]).toBeGreaterThanOrEqual(value)
    }
  }
  expect(evaluated().result.models).toEqual(models)
  // Models that say the same differ by nothing in every draw, however few the photos.
  const evaluator = new AnswerEvaluator(plan)
  for (let photoId = 0; photoId < 6; photoId++) {
    const same = ranked(photoId % 3, 4)
    evaluator.add({ photoId, relativePath: `${photoId}.jpg`, truth: { size: { width: 8, height: 8 }, labels: [tag(photoId % 2)] }, answers: [same, same] })
  }
  expect(evaluator.finish(() => undefined).models[1]?.accuracy[0]?.difference).toEqual({ value: 0, interval: [0, 0] })
})

test('without anything to judge it says so', () => {
  expect(() => new AnswerEvaluator(plan).finish(() => undefined)).toThrow('No label of these photos can be judged.')
})
