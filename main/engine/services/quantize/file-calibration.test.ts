import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ModelCard } from '#core/model/model-card'
import { temporaryFolder } from '../../testing/temporary-folder'
import { tinyPng, writeFiles } from '../../testing/tiny-png'
import { calibrateOnFiles } from './file-calibration'
import { folderPhotos } from './folder-photos'

const card: ModelCard = {
  id: 'small',
  name: 'Small',
  family: 'mobilenet-v2',
  task: 'classification',
  widthMultiplier: 1,
  inputSize: { width: 8, height: 8 },
  file: 'small.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  parameters: 1,
  labels: [
    { id: 0, name: 'cat' },
    { id: 1, name: 'dog' },
  ],
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  fit: { kind: 'stretch' },
  outputs: ['logits'],
  dynamicBatch: true,
  licence: 'none',
  sources: [],
  note: '',
}

const hooks = { progress: () => undefined, signal: { aborted: false } }

const logits = (...values: number[]) => ({ logits: { dataType: 'float32' as const, dims: [1, 2], data: Float32Array.from(values) } })

test('photos are prepared once, read again in any order, and bad files named', async () => {
  const root = temporaryFolder()
  writeFiles(root, { 'a/1.png': tinyPng(1), 'a/2.png': tinyPng(200), 'b/3.png': 'no picture' })
  const photos = ['a/1.png', 'b/3.png', 'a/2.png'].map((name) => ({ path: join(root, name), correctness: null }))
  const calibration = await calibrateOnFiles(card, photos, 1, hooks)
  try {
    expect(calibration.photoCount).toBe(2)
    expect(calibration.skipped.map(({ path }) => path)).toEqual([join(root, 'b/3.png')])
    const second = Float32Array.from((await calibration.photo(1)).data)
    const first = Float32Array.from((await calibration.photo(0)).data)
    expect(first).toHaveLength(3 * 8 * 8)
    expect(first).not.toEqual(second)
    expect((await calibration.photo(1)).data).toEqual(second)
  } finally {
    await calibration.close()
  }
})

test('answers are compared by the family and judged by the label', async () => {
  const root = temporaryFolder()
  writeFiles(root, { '1.png': tinyPng(1) })
  const isDog = (answer: { task: string; tags?: readonly { index: number }[] }) => (answer.tags?.[0]?.index === 1 ? 1 : 0)
  const calibration = await calibrateOnFiles(card, [{ path: join(root, '1.png'), correctness: isDog }], 1, hooks)
  try {
    expect(calibration.agreement(0, logits(1, 2), logits(0, 5))).toBe(1)
    expect(calibration.agreement(0, logits(1, 2), logits(5, 0))).toBe(0)
    expect(calibration.correctness(0, logits(1, 2))).toBe(1)
    expect(calibration.correctness(0, logits(2, 1))).toBe(0)
  } finally {
    await calibration.close()
  }
})

test('a folder gives photos of each of its folders', async () => {
  const root = temporaryFolder()
  const names = [...Array.from({ length: 30 }, (_, at) => `many/${at}.png`), 'few/1.png']
  writeFiles(root, Object.fromEntries(names.map((name, at) => [name, tinyPng(at)])))
  const chosen = await folderPhotos(root, { count: 6, seed: 1 })
  expect(chosen).toHaveLength(6)
  expect(chosen.map(({ path }) => path)).toContain(join(root, 'few/1.png'))
})

test('preparing stops when it is cancelled', async () => {
  const running = calibrateOnFiles(card, [{ path: 'nowhere', correctness: null }], 1, { ...hooks, signal: { aborted: true } })
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
})
