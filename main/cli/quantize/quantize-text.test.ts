import { expect, test } from 'vitest'
import type { ModelLineage } from '#core/model/model-lineage'
import { exampleCard } from '#core/testing/example-card'
import { layerTable, quantizeText } from './quantize-text'

const lineage: ModelLineage = {
  kind: 'quantized',
  madeFrom: { modelId: 'cats', name: 'Cats', sha256: '', bytes: 14_000_000 },
  createdAtMs: 0,
  settings: { kind: 'static' },
  reason: 'Phones like it.',
  calibration: { photos: 30, heldOutPhotos: 0, skippedPhotos: 1, seed: 1 },
  report: { photos: 30, agreement: 0.876, verdict: { kind: 'not-recommended', reason: 'It differs.' }, layers: { integer: 53, folded: 35, float: 2 } },
}

test('tells size, photos, agreement and verdict', () => {
  const card = exampleCard({ id: 'cats_int8', bytes: 3_500_000 })
  const text = quantizeText({ card, path: '/m/cats_int8/model.onnx', skipped: [{ path: '/p/1.jpg', reason: 'It is damaged.' }] }, lineage)
  expect(text).toBe(
    [
      'cats_int8: 3.5 MB, 25 % of the 14.0 MB of cats',
      'File: /m/cats_int8/model.onnx',
      'Form: static. Phones like it.',
      'Calibrated on 30 photos, compared on the same ones, which flatters it',
      '  left out: /p/1.jpg: It is damaged.',
      'Layers: 53 on integers, 35 taken over by the one before, 2 in float',
      'Agreement with cats: 87.6 %',
      'Not recommended: It differs.',
      '',
    ].join('\n'),
  )
})

test('photos are named by what they were used for', () => {
  const line = (photos: number, heldOutPhotos: number) => {
    const calibration = { ...lineage.calibration, photos, heldOutPhotos }
    return quantizeText({ card: exampleCard({}), path: '', skipped: [] }, { ...lineage, calibration }).split('\n')[3]
  }
  expect(line(100, 30)).toBe('Calibrated on 100 photos, compared on 30 others')
  expect(line(0, 30)).toBe('Made without photos, compared on 30 photos')
})

test('layers stand in columns', () => {
  const layers = [
    { name: 'first', opType: 'Conv', runs: 'integer', reason: null, weightSqnrDb: 41.26, outputSqnrDb: 9, codes: null },
    { name: 'out', opType: 'Sigmoid', runs: 'float', reason: 'too fine', weightSqnrDb: null, outputSqnrDb: null, codes: null },
  ] as const
  expect(layerTable(layers)).toBe(
    ['layer  operator  runs     weights dB  result dB', 'first  Conv      integer        41.3        9.0', `out    Sigmoid   float${' '.repeat(27)}too fine`, ''].join('\n'),
  )
})
