import { expect, it } from 'vitest'
import type { Tune, TuneProgress } from '#core/contract/tune'
import { keptText, progressText } from './training-text'

const tune: Tune = {
  id: 1,
  order: { modelId: 'm', scope: { kind: 'filter', filter: {} }, classIds: null, kept: 'replace', answer: 'one-class', balance: 'photos', augmentations: [], copies: 0, split: { validation: 0.15, test: 0.15 }, seed: 1, name: null },
  state: 'stopped',
  jobId: null,
  startedAtMs: 0,
  endedAtMs: 1,
  error: null,
  epochsDone: 2,
  modelId: null,
}
const epoch = (number: number, validationMetric: number) => ({ epoch: number, trainLoss: 1, validationLoss: 1, validationMetric, rate: 0.1 })
const progress: TuneProgress = { step: 'training', done: 2, total: 8, remainingMs: 12_000, epochs: [epoch(1, 0.5), epoch(2, 0.875)], bestEpoch: 2 }

it('says the step, how far it is and how long it takes', () => {
  expect(progressText(progress)).toBe('Training, epochs done: 2 of 8, 12 s left')
  expect(progressText({ ...progress, step: 'writing', done: 0, total: 1, remainingMs: null })).toBe('Writing the version')
})

it('says what can be kept as far as it is known', () => {
  expect(keptText(tune, progress)).toBe('2 epochs are kept; the best so far is epoch 2 with 87.5 % on the photos held out to choose by.')
  expect(keptText({ ...tune, epochsDone: 1 }, null)).toBe('1 epoch is kept.')
  expect(keptText({ ...tune, epochsDone: 0 }, null)).toContain('Nothing was learnt yet')
})
