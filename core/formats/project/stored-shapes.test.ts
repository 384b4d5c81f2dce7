import { expect, test } from 'vitest'
import { maskOfValue } from '#core/formats/labels/shapes/mask-pixels'
import { packMask, unpackMask } from '#core/geometry/mask-codec'
import { maskBounds } from '#core/geometry/mask-bounds'
import type { Label } from '#core/model/label'
import { seededRandom } from '#core/testing/seeded-random'
import { maskShapeOf, packedMaskOf } from './mask-runs'
import { datasetLabelOf, storedFields } from './stored-shapes'

test('runs of a packed mask, by hand', () => {
  const size = { width: 4, height: 3 }
  const packed = packMask(Uint8Array.of(0, 1, 1, 2, 0, 1, 1, 2, 2, 2, 0, 1), size)
  expect([...maskShapeOf(packed).runs]).toEqual([1, 2, 2, 2, 4, 1])
  expect([...maskShapeOf(packed, 2).runs]).toEqual([3, 1, 3, 3, 2])
  expect([...maskShapeOf(packed, 0).runs]).toEqual([0, 1, 3, 1, 5, 1, 1])
  expect(maskBounds(packed, 2)).toEqual({ x: 0, y: 0, width: 4, height: 3 })
  expect(maskBounds(packed, 1)).toEqual({ x: 1, y: 0, width: 3, height: 3 })
  expect(maskBounds(packed, 9)).toBeNull()
})

test.each([1, 2, 3, 4])('any mask comes back from its runs, seed %i', (seed) => {
  const random = seededRandom(seed)
  const size = { width: 1 + Math.floor(random() * 40), height: 1 + Math.floor(random() * 30) }
  const share = random()
  const pixels = new Uint8Array(size.width * size.height).map(() => (random() < share ? 1 : 0))
  const packed = packMask(pixels, size)
  const shape = maskShapeOf(packed)
  expect(shape).toEqual(maskOfValue(pixels, size, 1))
  expect([...unpackMask(packedMaskOf(shape))]).toEqual([...pixels])
})

test('runs that do not fill the mask are refused', () => {
  expect(() => packedMaskOf({ kind: 'mask', width: 4, height: 2, runs: Uint32Array.of(3, 3) })).toThrow(RangeError)
  expect(() => packedMaskOf({ kind: 'mask', width: 4, height: 2, runs: Uint32Array.of(4) })).toThrow(RangeError)
})

test('the crowd mark is an attribute inside; scores of imports go out again, those of models stay', () => {
  const base: Label = { id: 'a', photoId: 1, classId: 2, geometry: { kind: 'tag' }, origin: { kind: 'person' }, locked: false, group: 3, attributes: { iscrowd: true, difficult: 1 } }
  expect(datasetLabelOf(base, 'cat')).toEqual({ className: 'cat', shape: { kind: 'tag' }, crowd: true, group: 3, attributes: { difficult: 1 } })
  expect(storedFields(datasetLabelOf(base, 'cat'))).toEqual({ group: 3, attributes: { difficult: 1, iscrowd: true } })
  expect(datasetLabelOf({ ...base, origin: { kind: 'import', importId: 1, file: 'x', score: 0.5 } }, 'cat').score).toBe(0.5)
  const origin = { kind: 'model', modelId: 'm', sha256: 's', score: 0.9, edited: false } as const
  expect(datasetLabelOf({ ...base, origin, attributes: {}, group: null }, 'cat')).toEqual({ className: 'cat', shape: { kind: 'tag' } })
})
