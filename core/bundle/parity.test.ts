import { expect, test } from 'vitest'
import { compareOutputs } from '#core/bundle/parity'
import type { ModelCard } from '#core/model/model-card'

const card = {
  id: 'c',
  family: 'mobilenet-v2',
  task: 'classification',
  inputSize: { width: 8, height: 8 },
  outputs: ['logits'],
  labels: [
    { id: 0, name: 'cat' },
    { id: 1, name: 'dog' },
  ],
} as unknown as ModelCard
const photo = { width: 10, height: 10 }
const logits = (...values: number[]) => ({ logits: { dims: [1, values.length], data: Float32Array.from(values) } })

test('equal numbers are the same, bit for bit', () => {
  expect(compareOutputs(card, photo, logits(1, 2), logits(1, 2))).toEqual({ isSame: true, maxDifference: 0, agreement: 1, sentence: 'same, bit for bit' })
})

test('small differences with the same best label are the same, and told', () => {
  const parity = compareOutputs(card, photo, logits(1, 2), logits(1.25, 2))
  expect(parity).toMatchObject({ isSame: true, maxDifference: 0.25, sentence: 'same (raw numbers differ by 0.25 at most)' })
})

test('another best label differs, however small the difference', () => {
  expect(compareOutputs(card, photo, logits(2, 1.99), logits(1.99, 2))).toMatchObject({ isSame: false, agreement: 0, sentence: 'differs: "dog" instead of "cat"' })
})

test.each([
  ['not finite', logits(Number.NaN, 1)],
  ['of another length', logits(1, 2, 3)],
])('numbers that are %s differ', (_name, other) => {
  expect(compareOutputs(card, photo, logits(1, 2), other)).toMatchObject({ isSame: false, maxDifference: Number.POSITIVE_INFINITY })
})

test('a missing output is named', () => {
  expect(compareOutputs(card, photo, logits(1, 2), {})).toMatchObject({ isSame: false, sentence: 'differs: the output "logits" is missing' })
})
