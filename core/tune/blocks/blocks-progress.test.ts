import { expect, test } from 'vitest'
import { BlocksProgress } from './blocks-progress'

const start = { best: Float32Array.of(0), epochs: [], bestEpoch: null }
const learnt = { trainLoss: 0, rate: 0 }

test('only an epoch with a lower loss and no lower metric than frozen blocks is best', () => {
  const progress = new BlocksProgress({ loss: 1, metric: 0.5 }, 3, start)
  progress.add({ ...learnt, loss: 1.1, metric: 0.9 }, Float32Array.of(1))
  progress.add({ ...learnt, loss: 0.9, metric: 0.4 }, Float32Array.of(2))
  expect(progress.state()).toMatchObject({ bestEpoch: null, best: Float32Array.of(0) })
  progress.add({ ...learnt, loss: 0.8, metric: 0.5 }, Float32Array.of(3))
  progress.add({ ...learnt, loss: 0.85, metric: 0.7 }, Float32Array.of(4))
  // Epochs go on behind the three of the head.
  expect(progress.state()).toMatchObject({ bestEpoch: 6, best: Float32Array.of(3) })
  expect(progress.state().epochs.map(({ epoch }) => epoch)).toEqual([4, 5, 6, 7])
  expect(progress.epochsWithoutGain).toBe(1)
})
