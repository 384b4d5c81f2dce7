import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { toHalfFloats } from '#core/tune/half-floats'
import { temporaryFolder } from '../../testing/temporary-folder'
import { FeatureCache } from './feature-cache'
import { FeatureSource } from './feature-source'

test('what was unused for longest goes first', async () => {
  const folder = temporaryFolder()
  const extractor = join(folder, 'features', 'key', 'extractor.onnx')
  const paths = ['aa', 'bb', 'cc'].map((hash) => FeatureCache.pathOf(extractor, hash.padEnd(64, '0'), 'plain'))
  for (const [index, path] of paths.entries()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, Buffer.alloc(100))
    utimesSync(path, 1000 + index, 1000 + index)
  }
  await FeatureCache.touch([paths[0] ?? '', join(folder, 'gone')], new Date(2_000_000))
  await new FeatureCache(folder, 250).prune()
  expect(paths.map((path) => existsSync(path))).toEqual([true, false, true])
  await new FeatureCache(folder, 250).prune()
  expect(paths.map((path) => existsSync(path))).toEqual([true, false, true])
})

test('samples are read in the order asked, cut into their tensors', async () => {
  const folder = temporaryFolder()
  const paths = [0, 10].map((base) => {
    const path = join(folder, `${base}`)
    writeFileSync(path, Buffer.from(toHalfFloats(Float32Array.from({ length: 5 }, (_, at) => base + at)).buffer))
    return path
  })
  const source = new FeatureSource(paths.map((path, target) => ({ path, target, weight: 1 })), [[2], [3, 1, 1]])
  expect(source.count).toBe(2)
  const batch = await source.read([1, 0])
  expect(batch.map(({ target }) => target)).toEqual([1, 0])
  expect(batch[0]?.features).toEqual([Float32Array.of(10, 11), Float32Array.of(12, 13, 14)])
  writeFileSync(paths[0] ?? '', Buffer.alloc(4))
  const damaged = new FeatureSource([{ path: paths[0] ?? '', target: 0, weight: 1 }], [[5]])
  await expect(damaged.read([0])).rejects.toThrow('4 bytes, not 10')
})
