import { expect, test } from 'vitest'
import type { ModelEntry } from '#core/contract/runs'
import type { ModelLineage } from '#core/model/model-lineage'
import { exampleCard } from '#core/testing/example-card'
import { madeFrom, versionTree } from './version-tree'

function entry(id: string, parent: string | null): ModelEntry {
  const lineage: ModelLineage | null =
    parent === null
      ? null
      : {
          kind: 'tuned',
          madeFrom: { modelId: parent, name: parent, sha256: '', bytes: 1 },
          createdAtMs: 0,
          settings: {},
          data: { sha256: '', trainPhotos: 1, validationPhotos: 1, testPhotos: 1, classes: [] },
          report: { metric: 'top-1', photos: 1, before: null, after: 1, interval: [1, 1] },
        }
  const card = { ...exampleCard({ sha256: '', bytes: 3, parameters: 7, labels: [] }), id }
  return { card: lineage === null ? card : { ...card, lineage }, usable: true, problem: null, predictedPhotos: 0, photoMs: null }
}

const entries = [entry('one', null), entry('two', null), entry('two_tuned', 'two'), entry('one_int8', 'one'), entry('two_tuned_int8', 'two_tuned'), entry('orphan', 'gone')]

test('versions stand below what they were made from; one whose model is gone stands for itself', () => {
  expect(versionTree(entries).map(({ entry: { card }, depth }) => [card.id, depth])).toEqual([
    ['one', 0],
    ['one_int8', 1],
    ['two', 0],
    ['two_tuned', 1],
    ['two_tuned_int8', 2],
    ['orphan', 0],
  ])
})

test('what was made from a model is found through others', () => {
  expect(madeFrom(entries, 'two').map(({ card }) => card.id)).toEqual(['two_tuned', 'two_tuned_int8'])
  expect(madeFrom(entries, 'one_int8')).toEqual([])
})
