import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TrainingState } from '#core/tune/training-source'
import { temporaryFolder } from '../../testing/temporary-folder'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file'

const state: TrainingState = {
  epochs: [{ epoch: 1, trainLoss: 0.5, validationLoss: 0.6, validationMetric: 0.75, rate: 0.01 }],
  bestEpoch: 1,
  best: Float32Array.of(1, -2.5),
  parameters: Float32Array.of(3, 1e-20),
  velocity: Float32Array.of(0.1, 0.2),
  rate: 0.03,
  finished: false,
}

test('a state comes back to the last bit', async () => {
  const path = join(temporaryFolder(), 'tunes', 'checkpoint')
  await writeCheckpoint(path, state)
  expect(await readCheckpoint(path)).toEqual(state)
  await writeCheckpoint(path, { ...state, velocity: new Float32Array(0), bestEpoch: null, rate: null })
  expect(await readCheckpoint(path)).toMatchObject({ velocity: new Float32Array(0), bestEpoch: null, rate: null })
})

test('what is missing or cut off starts anew', async () => {
  const path = join(temporaryFolder(), 'checkpoint')
  expect(await readCheckpoint(path)).toBe(null)
  await writeCheckpoint(path, state)
  const bytes = readFileSync(path)
  for (const length of [0, 3, 20, bytes.length - 1]) {
    writeFileSync(path, bytes.subarray(0, length))
    expect(await readCheckpoint(path)).toBe(null)
  }
})
