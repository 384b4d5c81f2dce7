import { describe, expect, it } from 'vitest'
import { cocoCapabilities } from '#core/formats/labels/coco/write'
import { maskPngCapabilities } from '#core/formats/labels/mask-png/write'
import { maskOfValue } from '#core/formats/labels/shapes/mask-pixels'
import { yoloDetectCapabilities, yoloSegmentCapabilities } from '#core/formats/labels/yolo/write'
import type { Dataset, DatasetLabel } from '#core/model/dataset'
import { fitDataset } from './fit-dataset'

const size = { width: 4, height: 4 }
const box = { kind: 'box', x: 0, y: 0, width: 2, height: 2 } as const

function datasetOf(...labels: DatasetLabel[]): Dataset {
  return { classes: [{ name: 'a' }, { name: 'b' }], images: [{ file: 'p.jpg', size, labels, reviewed: true }], frame: 'upright', predictions: false }
}

describe('fitDataset', () => {
  it('changes nothing that a format holds', () => {
    const dataset = datasetOf({ className: 'a', shape: box, score: 0.5, crowd: true, group: 2, attributes: { x: 1 } }, { className: 'b', shape: { kind: 'tag' } })
    expect(fitDataset(dataset, cocoCapabilities)).toEqual({ dataset, losses: [] })
  })

  it('says what is lost, and how often', () => {
    const polygon = { kind: 'polygon', rings: [{ points: [1, 1, 3, 1, 3, 4], hole: false }] } as const
    const { dataset, losses } = fitDataset(
      datasetOf({ className: 'a', shape: polygon, score: 0.5, attributes: { pose: 'left' } }, { className: 'a', shape: polygon }, { className: 'b', shape: { kind: 'tag' } }),
      yoloDetectCapabilities,
    )
    expect(dataset.images[0]?.labels).toEqual(Array.from({ length: 2 }, () => ({ className: 'a', shape: { kind: 'box', x: 1, y: 1, width: 2, height: 3 } })))
    expect(losses).toEqual([
      { what: 'polygons (written as the box around them)', count: 2 },
      { what: 'the attribute "pose"', count: 1 },
      { what: 'scores', count: 1 },
      { what: 'tags', count: 1 },
    ])
  })

  it('keeps scores of predictions', () => {
    const predictions = { ...datasetOf({ className: 'a', shape: box, score: 0.5 }), predictions: true }
    expect(fitDataset(predictions, yoloDetectCapabilities)).toEqual({ dataset: predictions, losses: [] })
  })

  it('merges masks of a class, the later class on top', () => {
    const columns = (...filled: number[]): Uint8Array => new Uint8Array(16).map((_, at) => (filled.includes(at % 4) ? 1 : 0))
    const mask = (...filled: number[]): DatasetLabel['shape'] => maskOfValue(columns(...filled), size, 1)
    const { dataset, losses } = fitDataset(datasetOf({ className: 'a', shape: mask(0) }, { className: 'a', shape: mask(2) }, { className: 'b', shape: mask(2, 3) }), maskPngCapabilities)
    expect(dataset.images[0]?.labels).toEqual([{ className: 'a', shape: mask(0) }, { className: 'b', shape: mask(2, 3) }])
    expect(losses.map(({ what }) => what)).toEqual(['pixels under more than one object (the later one is kept)', 'several objects of a class in a photo (they become one)'])
  })

  it('ties holes to their outline for formats of one ring', () => {
    const rings = [{ points: [0, 0, 4, 0, 4, 4, 0, 4], hole: false }, { points: [1, 1, 3, 1, 3, 3, 1, 3], hole: true }]
    const shape = fitDataset(datasetOf({ className: 'a', shape: { kind: 'polygon', rings } }), yoloSegmentCapabilities).dataset.images[0]?.labels[0]?.shape
    expect(shape).toEqual({ kind: 'polygon', rings: [{ points: [0, 0, 1, 1, 3, 1, 3, 3, 1, 3, 1, 1, 0, 0, 4, 0, 4, 4, 0, 4], hole: false }] })
  })

  it('leaves out shapes of photos without a size where it is needed', () => {
    const dataset: Dataset = { ...datasetOf(), images: [{ file: 'p.jpg', size: null, reviewed: true, labels: [{ className: 'a', shape: box }] }] }
    const { dataset: fitted, losses } = fitDataset(dataset, yoloDetectCapabilities)
    expect(fitted.images[0]?.labels).toEqual([])
    expect(losses).toEqual([{ what: 'shapes of photos whose size is not known', count: 1 }])
  })
})
