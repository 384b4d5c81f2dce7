import { expect, test } from 'vitest'
import type { AnswerKind } from '#core/model/tune-choices'
import { seededRandom } from '#core/random/seeded-random'
import { trainOnWholeSet } from '../train-on-whole-set'
import { classWeights } from '../class-weights'
import type { Sample } from '../trainable-head'
import { alignColumns } from './align-columns'
import { LinearHead, type LinearHeadOptions, type TrueColumns } from './linear-head'

const plain: Omit<LinearHeadOptions, 'features' | 'columns' | 'answer'> = { frozen: null, columnWeights: [] }

function sample(features: readonly number[], ...columns: readonly number[]): Sample<TrueColumns> {
  return { features: [Float32Array.from(features)], target: { columns }, weight: 1 }
}

/** Fifteen points in three dimensions and their classes, as the recorded fits had them. */
const points = Array.from({ length: 15 }, (_, i) => [((i * 7) % 11) / 10, ((i * 5) % 13) / 10, ((i * 3) % 7) / 10])
const classes = [1, 0, 1, 0, 0, 2, 0, 1, 2, 0, 1, 2, 0, 2, 0]

async function fit(head: LinearHead, samples: readonly Sample<TrueColumns>[], strength: number): Promise<number> {
  const source = { count: samples.length, read: async (indexes: readonly number[]) => indexes.flatMap((index) => samples[index] ?? []) }
  const { epochs } = await trainOnWholeSet(
    head,
    { kind: 'whole-set', strengths: [strength], iterationsPerStrength: 500 },
    { train: source, validate: async () => ({ loss: 0, metric: 0 }) },
    { epoch: async () => undefined, working: async () => undefined },
    null,
  )
  return epochs[0]?.trainLoss ?? NaN
}

test('softmax regression reaches the optimum that scikit-learn 1.5.2 recorded (C 1, tol 1e-10)', async () => {
  const head = new LinearHead({ ...plain, features: 3, columns: 3, answer: 'one-class' })
  const loss = await fit(head, points.map((point, index) => sample(point, classes[index] ?? 0)), 1 / 15)
  const expected = [1.38340179, -0.13698471, 0.12849526, -0.50858258, 0.47147116, -0.27110009, -0.87481921, -0.33448645, 0.14260483, -0.27693065, -0.1020054, 0.37893605]
  // Both stop at gradients of 1e-4, some way from the last digit.
  expected.forEach((value, index) => expect(head.parameters[index]).toBeCloseTo(value, 2))
  expect(loss).toBeCloseTo(0.7681071142828869, 3)
  const { logits } = head.forward([Float32Array.from(points[0] ?? [])])
  const powers = Array.from(logits?.data ?? [], Math.exp)
  const sum = powers.reduce((total, value) => total + value, 0)
  ;[0.24283816, 0.28925842, 0.46790342].forEach((value, index) => expect((powers[index] ?? 0) / sum).toBeCloseTo(value, 3))
})

test('balanced classes reach the recorded optimum of class_weight="balanced"', async () => {
  const weights = classWeights([7, 4, 4], 'classes')
  expect(weights).toEqual([15 / 21, 15 / 12, 15 / 12])
  const head = new LinearHead({ ...plain, features: 3, columns: 3, answer: 'one-class', columnWeights: weights })
  await fit(head, points.map((point, index) => sample(point, classes[index] ?? 0)), 1 / 15)
  const expected = [1.30314984, -0.14048492, 0.11489321, -0.4397546, 0.50274495, -0.30279929, -0.86339525, -0.36226003, 0.18790608, -0.52571713, 0.01186596, 0.51385118]
  expected.forEach((value, index) => expect(head.parameters[index]).toBeCloseTo(value, 2))
})

test('each class by itself is the recorded regression of that class against the rest', async () => {
  const head = new LinearHead({ ...plain, features: 3, columns: 2, answer: 'many-classes' })
  // Both columns learn the same question; the loss is their sum.
  await fit(head, points.map((point, index) => sample(point, ...(classes[index] === 0 ? [0, 1] : []))), 1 / 15)
  for (const [at, value] of [[0, 1.57282122], [1, -0.14923739], [2, 0.13587675], [3, 1.57282122], [6, -0.88312332], [7, -0.88312332]] as const) {
    expect(head.parameters[at]).toBeCloseTo(value, 2)
  }
})

const frozen = { weights: Float32Array.from({ length: 8 }, (_, index) => Math.sin(index)), biases: Float32Array.of(0.1, -0.2) }

test.each<[AnswerKind, LinearHeadOptions['frozen']]>([
  ['one-class', null],
  ['many-classes', null],
  ['one-class', frozen],
])('gradients of %s agree with finite differences', (answer, kept) => {
  const random = seededRandom(4)
  const first = kept === null ? 0 : 2
  const head = new LinearHead({ features: 4, columns: 3, answer, frozen: kept, columnWeights: [1, 0.5, 2, 1.5, 0.7] })
  for (let index = 0; index < head.parameters.length; index++) head.parameters[index] = random() - 0.5
  const batch = [sample([1, -2, 0.5, 3], first), { ...sample([0.2, 1, -1, 0], first + 1, first + 2), weight: 0.3 }, sample([-1, 0, 2, 1], 0)]
  const gradient = new Float32Array(head.parameters.length).fill(7)
  head.lossAndGradient(batch, gradient)
  const unused = new Float32Array(gradient.length)
  for (let index = 0; index < gradient.length; index++) {
    const kept32 = head.parameters[index] ?? 0
    head.parameters[index] = kept32 + 1e-2
    const above = head.lossAndGradient(batch, unused)
    const up = head.parameters[index] ?? 0
    head.parameters[index] = kept32 - 1e-2
    const below = head.lossAndGradient(batch, unused)
    const down = head.parameters[index] ?? 0
    head.parameters[index] = kept32
    // What was there before is added to.
    expect((gradient[index] ?? 0) - 7).toBeCloseTo((above - below) / (up - down), 3)
  }
})

test('new columns are brought to the length of the kept ones', () => {
  const head = new LinearHead({ features: 2, columns: 1, answer: 'one-class', frozen: { weights: Float32Array.of(3, 4, 0, 1), biases: Float32Array.of(0, 0) }, columnWeights: [] })
  head.parameters.set([6, 8, 0.5])
  alignColumns(head)
  // Lengths 5 and 1, mean 3; the new one is 10 long. Its bias stays.
  expect([...head.parameters]).toEqual([expect.closeTo(1.8, 6), expect.closeTo(2.4, 6), 0.5])
  alignColumns(head)
  expect([...head.parameters]).toEqual([expect.closeTo(1.8, 6), expect.closeTo(2.4, 6), 0.5])
})
