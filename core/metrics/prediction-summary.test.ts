import { expect, test } from 'vitest'
import type { Box } from '#core/model/prediction'
import { summarisePrediction } from '#core/metrics/prediction-summary'

const labels = [
  { id: 0, name: 'background' },
  { id: 1, name: 'cat' },
  { id: 2, name: 'dog' },
]

function box(index: number, score: number): Box {
  return { index, score, x: 0, y: 0, width: 1, height: 1 }
}

test('tags: best score, entropy, every class', () => {
  const summary = summarisePrediction({ task: 'classification', tags: [{ index: 2, score: 0.75 }, { index: 1, score: 0.25 }], entropy: 0.5623 }, labels)
  expect(summary).toEqual({ score: 0.75, uncertainty: 0.5623, classScores: new Map([[2, 0.75], [1, 0.25]]) })
})

test('tags under one percent are not worth finding, unless nothing is better', () => {
  const find = (scores: number[]) => [
    ...summarisePrediction({ task: 'classification', tags: scores.map((score, index) => ({ index, score })), entropy: 0 }, labels).classScores.keys(),
  ]
  expect(find([0.9, 0.01, 0.0099])).toEqual([0, 1])
  expect(find([0.005, 0.004])).toEqual([0])
})

test('boxes: the lowest kept score and the boxes near the threshold tell how uncertain the photo is', () => {
  const summary = summarisePrediction({ task: 'detection', boxes: [box(1, 0.875), box(1, 0.4375), box(2, 0.0625)] }, labels)
  expect(summary).toEqual({ score: 0.875, uncertainty: (0.25 + 1 / 2) / 2, classScores: new Map([[1, 0.875], [2, 0.0625]]) })
})

test('no box: no score, nothing to doubt', () => {
  expect(summarisePrediction({ task: 'detection', boxes: [] }, labels)).toEqual({ score: null, uncertainty: 0, classScores: new Map() })
})

test('mask: the background counts for nothing', () => {
  const mask = { width: 1, height: 1, bytes: new Uint8Array() }
  const areas = [{ index: 0, fraction: 0.75 }, { index: 2, fraction: 0.1875 }, { index: 1, fraction: 0.0625 }]
  const summary = summarisePrediction({ task: 'segmentation', mask, areas, meanEntropy: 0.125 }, labels)
  expect(summary).toMatchObject({ score: 0.1875, uncertainty: 0.125 })
  expect(summary.classScores).toEqual(new Map([[2, 0.1875], [1, 0.0625]]))
})

test('a mask whose model tells no scores has no uncertainty', () => {
  const mask = { width: 1, height: 1, bytes: new Uint8Array() }
  expect(summarisePrediction({ task: 'segmentation', mask, areas: [{ index: 1, fraction: 1 }] }, labels).uncertainty).toBeNull()
})
