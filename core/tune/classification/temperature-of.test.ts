import { expect, test } from 'vitest'
import { LinearHead } from './linear-head'
import { scoreLosses } from './score-losses'
import { temperatureOf } from './temperature-of'

/** A head of two classes that is right three times in four and always says logits 4 and 0. */
function overconfident(count: number) {
  const head = new LinearHead({ features: 1, columns: 2, answer: 'one-class', frozen: null, columnWeights: [] })
  head.parameters.set([4, 0])
  const samples = Array.from({ length: count }, (_, index) => ({ features: [Float32Array.of(1)], target: { columns: [index % 4 === 0 ? 1 : 0] }, weight: 1 }))
  return { head, source: { count, read: async (indexes: readonly number[]) => indexes.flatMap((index) => samples[index] ?? []) } }
}

test('scores say how often they are right', async () => {
  const { head, source } = overconfident(40)
  // The loss is least where the better score is 3/4, that is 4 / T = ln 3.
  expect(await temperatureOf(head, source, scoreLosses['one-class'])).toBeCloseTo(4 / Math.log(3), 3)
})

test('few samples change nothing', async () => {
  const { head, source } = overconfident(19)
  expect(await temperatureOf(head, source, scoreLosses['one-class'])).toBe(1)
})
