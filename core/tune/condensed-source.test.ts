import { expect, test } from 'vitest'
import { CondensedSource } from './condensed-source'
import { condenseNodes } from './segmentation/condense-nodes'

const target = { nodes: Uint16Array.of(2, 0), values: Uint8Array.of(1, 0), weights: Float32Array.of(0.5, 0.5) }

test('nodes that are learnt from are cut out of every channel', () => {
  const condensed = condenseNodes({ features: [Float32Array.of(1, 2, 3, 10, 20, 30)], target, weight: 2 }, 2)
  expect(condensed).toEqual({ features: [Float32Array.of(3, 1, 30, 10)], target: { ...target, nodes: Uint16Array.of(0, 1) }, weight: 2 })
})

test('samples are read once as far as memory reaches, and each time beyond', async () => {
  const asked: number[] = []
  const source = {
    count: 3,
    read: async (indexes: readonly number[]) => {
      asked.push(...indexes)
      return indexes.map((index) => ({ features: [Float32Array.of(index, 7)], target: index, weight: 1 }))
    },
  }
  // Two samples of one number each.
  const condensed = new CondensedSource(source, (sample) => ({ ...sample, features: sample.features.map((values) => values.slice(0, 1)) }), 8)
  for (let round = 0; round < 2; round++) expect((await condensed.read([0, 1, 2])).map(({ features }) => [...(features[0] ?? [])])).toEqual([[0], [1], [2]])
  expect(asked).toEqual([0, 1, 2, 2])
})
