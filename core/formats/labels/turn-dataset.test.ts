import { describe, expect, it } from 'vitest'
import type { Dataset, LabelShape } from '#core/model/dataset'
import type { Orientation, SizePx } from '#core/model/photo'
import { datasetDifferences } from './dataset-equality'
import { maskOfValue } from './shapes/mask-pixels'
import { turnDataset } from './turn-dataset'

const upright: SizePx = { width: 600, height: 400 }
const turned: SizePx = { width: 400, height: 600 }

/** A box at 40,30,120,60 of the upright photo in the eight stored rasters; worked out by hand. */
const stored: readonly (readonly [Orientation, SizePx, readonly [number, number, number, number]])[] = [
  [1, upright, [40, 30, 120, 60]],
  [2, upright, [440, 30, 120, 60]],
  [3, upright, [440, 310, 120, 60]],
  [4, upright, [40, 310, 120, 60]],
  [5, turned, [30, 40, 60, 120]],
  [6, turned, [30, 440, 60, 120]],
  [7, turned, [310, 440, 60, 120]],
  [8, turned, [310, 40, 60, 120]],
]

function datasetOf(shape: LabelShape): Dataset {
  return { classes: [{ name: 'x' }], images: [{ file: 'a.jpg', size: upright, reviewed: true, labels: [{ className: 'x', shape }] }], frame: 'upright', predictions: false }
}

function maskOfRect(size: SizePx, [x, y, width, height]: readonly [number, number, number, number]): LabelShape {
  const pixels = new Uint8Array(size.width * size.height)
  for (let row = y; row < y + height; row++) pixels.fill(1, row * size.width + x, row * size.width + x + width)
  return maskOfValue(pixels, size, 1)
}

describe('turnDataset', () => {
  it.each(stored)('orientation %i: boxes, masks and sizes in the raw frame', (orientation, size, [x, y, width, height]) => {
    const facts = { stored: size, orientation }
    const box = turnDataset(datasetOf({ kind: 'box', x: 40, y: 30, width: 120, height: 60 }), 'raw', () => facts)
    expect(box.frame).toBe('raw')
    expect(box.images[0]).toMatchObject({ size, labels: [{ shape: { kind: 'box', x, y, width, height } }] })
    const mask = turnDataset(datasetOf(maskOfRect(upright, [40, 30, 120, 60])), 'raw', () => facts)
    expect(mask.images[0]?.labels[0]?.shape).toEqual(maskOfRect(size, [x, y, width, height]))
  })

  it.each(stored)('orientation %i: back again', (orientation, size) => {
    const facts = { stored: size, orientation }
    for (const shape of [maskOfRect(upright, [40, 30, 120, 60]), { kind: 'polygon', rings: [{ points: [1.5, 2, 30, 4.25, 7, 90], hole: false }] }] as const) {
      const dataset = datasetOf(shape)
      expect(datasetDifferences(dataset, turnDataset(turnDataset(dataset, 'raw', () => facts), 'upright', () => facts), 1e-9)).toEqual([])
    }
  })
})
