import { expect, test } from 'vitest'
import { LinearHead } from './classification/linear-head'
import { trainHead, type TrainingStart } from './train-head'
import type { MiniBatchPlan } from './training-plan'
import type { TrainingState } from './training-source'

const plan: MiniBatchPlan = { kind: 'mini-batches', batchSize: 8, epochs: 12, patience: 12, momentum: 0.9, decay: 1e-4, rates: [1e-3, 10] }

/** Two clouds that a line parts. */
const samples = Array.from({ length: 60 }, (_, index) => {
  const isRight = index % 2
  return { features: [Float32Array.of(Math.sin(index * 1.3) + (isRight === 1 ? 1.5 : -1.5), Math.cos(index * 0.7))], target: { columns: [isRight] }, weight: 1 }
})
const source = (from: number, to: number) => {
  const part = samples.slice(from, to)
  return { count: part.length, read: async (indexes: readonly number[]) => indexes.flatMap((index) => part[index] ?? []) }
}

async function train(start: TrainingStart, stopAfter = Infinity): Promise<{ readonly head: LinearHead; readonly states: readonly TrainingState[] }> {
  const head = new LinearHead({ features: 2, columns: 2, answer: 'one-class', frozen: null, columnWeights: [] })
  const states: TrainingState[] = []
  const validation = await source(40, 60).read(Array.from({ length: 20 }, (_, index) => index))
  const right = (): number => validation.filter(({ features, target }) => ((head.forward(features)['logits']?.data[1] ?? 0) > (head.forward(features)['logits']?.data[0] ?? 0) ? 1 : 0) === target.columns[0]).length
  const running = trainHead(
    head,
    plan,
    { train: source(0, 40), validate: async () => ({ loss: head.lossAndGradient(validation, new Float32Array(head.parameters.length)), metric: right() / 20 }) },
    {
      working: async () => undefined,
      epoch: async (state) => {
        states.push(state)
        if (states.length === stopAfter) throw new Error('stopped')
      },
    },
    start,
  )
  await running.catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'stopped') throw error
  })
  return { head, states }
}

test('a rate is found and the clouds are parted', async () => {
  const { states } = await train({ seed: 1, from: null })
  const last = states.at(-1)
  expect(last?.finished).toBe(true)
  expect(last?.rate).toBeGreaterThan(plan.rates[0])
  expect(last?.epochs.at(-1)?.validationMetric).toBe(1)
  expect(last?.epochs.at(-1)?.trainLoss).toBeLessThan(0.2)
})

test('a stopped training goes on to the same bytes; another seed does not', async () => {
  const whole = await train({ seed: 1, from: null })
  const { states } = await train({ seed: 1, from: null }, 5)
  const rest = await train({ seed: 1, from: states.at(-1) ?? null })
  expect(rest.head.parameters).toEqual(whole.head.parameters)
  expect(rest.states.at(-1)?.epochs).toEqual(whole.states.at(-1)?.epochs)
  expect((await train({ seed: 2, from: null })).head.parameters).not.toEqual(whole.head.parameters)
})
