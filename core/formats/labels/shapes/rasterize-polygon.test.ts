import { describe, expect, it } from 'vitest'
import cases from '../../../testing/fixtures/polygon-masks.json' with { type: 'json' }
import { parseCountsText } from '#core/formats/labels/coco/coco-rle'
import { maskOfValue, maskToColumnCounts } from './mask-pixels'
import { polygonToPixels } from './rasterize-polygon'

describe('polygonToPixels', () => {
  // Counts of pycocotools 2.0.11, see make-polygon-masks.py.
  it.each(cases.map((entry, index) => [index, entry] as const))('covers what the COCO API covers, polygon %i', (_, { polygons, width, height, counts }) => {
    const size = { width, height }
    const pixels = polygonToPixels({ kind: 'polygon', rings: polygons.map((points) => ({ points, hole: false })) }, size)
    expect(maskToColumnCounts(maskOfValue(pixels, size, 1))).toEqual(parseCountsText(counts))
  })

  it('leaves holes out, whatever their direction', () => {
    const outline = { points: [0, 0, 4, 0, 4, 4, 0, 4], hole: false }
    const ring = [1, 1, 3, 1, 3, 3, 1, 3]
    for (const points of [ring, [1, 1, 1, 3, 3, 3, 3, 1]]) {
      const pixels = polygonToPixels({ kind: 'polygon', rings: [{ points, hole: true }, outline] }, { width: 4, height: 4 })
      expect([...pixels]).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1])
    }
  })
})
