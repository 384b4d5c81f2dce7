import { describe, expect, it } from 'vitest'
import { unpackMask } from '#core/geometry/mask-codec'
import type { SizePx } from '#core/model/photo'
import { exampleCard } from '#core/testing/example-card'
import { deeplabv3MobilenetV2 } from '#core/zoo/deeplabv3-mobilenet-v2'
import { gridPositions } from '#core/zoo/segment-photo'

describe('DeepLab answers', () => {
  const labels = ['background', 'cat', 'dog'].map((name, id) => ({ id, name }))
  const card = exampleCard({ inputSize: { width: 9, height: 9 }, fit: { kind: 'pad' }, labels })
  // class 0 leads left of the middle column, class 2 right of it, on a 3 x 3 grid
  const perColumn = [[1, 0, 0], [0, -9, 0], [0, 0, 1]]
  const channelsLast = Float32Array.from([0, 1, 2].flatMap(() => perColumn.flat()))
  const channelsFirst = Float32Array.from([0, 1, 2].flatMap((index) => [0, 1, 2].flatMap(() => perColumn.map((scores) => scores[index] ?? 0))))
  const answer = (data: Float32Array, photo: SizePx) => {
    const prediction = deeplabv3MobilenetV2.answer(card, { logits: { dims: [1, 3, 3, 3], data } }, { photo })
    if (prediction.task !== 'segmentation') throw new Error('not a segmentation')
    return prediction
  }

  it('gives every pixel of the photo its class, ties to the lower one', () => {
    const { mask, areas } = answer(channelsFirst, { width: 9, height: 9 })
    expect([...unpackMask(mask).subarray(0, 9)]).toEqual([0, 0, 0, 0, 0, 2, 2, 2, 2])
    expect(areas).toEqual([{ index: 0, fraction: 5 / 9 }, { index: 2, fraction: 4 / 9 }])
  })

  it('reads only the part of the grid the photo covers', () => {
    // 4 x 2 fills 9 x 5 of the input (4.5 rounds up); pixel centres fall on 0.625, 2.875, 5.125, 7.375
    const { mask } = answer(channelsFirst, { width: 4, height: 2 })
    expect([...unpackMask(mask)]).toEqual([0, 0, 2, 2, 0, 0, 2, 2])
  })

  it('reads logits with the classes last', () => {
    const photo = { width: 12, height: 7 }
    const fourLabels = exampleCard({ ...card, labels: [...labels, { id: 3, name: 'cow' }] })
    const wide = (index: number): number => channelsLast[index] ?? 0
    const data = Float32Array.from({ length: 36 }, (_, at) => (at % 4 === 3 ? -5 : wide(Math.floor(at / 4) * 3 + (at % 4))))
    const prediction = deeplabv3MobilenetV2.answer(fourLabels, { logits: { dims: [1, 3, 3, 4], data } }, { photo })
    if (prediction.task !== 'segmentation') throw new Error('not a segmentation')
    expect(unpackMask(prediction.mask)).toEqual(unpackMask(answer(channelsFirst, photo).mask))
  })

  it.each([[1, 1], [1, 500], [500, 1]])('answers %i x %i', (width, height) => {
    const { mask, areas } = answer(channelsFirst, { width, height })
    expect(unpackMask(mask)).toHaveLength(width * height)
    expect(areas.reduce((sum, area) => sum + area.fraction, 0)).toBeCloseTo(1)
  })

  it('refuses logits of other classes', () => {
    const logits = { dims: [1, 5, 2, 7], data: new Float32Array(70) }
    expect(() => deeplabv3MobilenetV2.answer(card, { logits }, { photo: { width: 1, height: 1 } })).toThrow('do not fit 3 labels')
  })
})

describe('gridPositions', () => {
  it('puts pixel centres on pixel centres', () => {
    // 65 nodes over 513 pixels: one node every eight pixels, the last on the last pixel
    const same = gridPositions(513, 513, 513, 65)
    expect([same[0], same[8], same[512]]).toEqual([0, 1, 64])
    // half the size: centre of pixel 4 is 4.5 / 256.5 * 513 - 0.5 = 8.5
    expect(gridPositions(256.5, 513, 513, 65)[4]).toBeCloseTo(8.5 / 8, 12)
  })

  it('stays inside the photo’s part of the grid', () => {
    const enlarged = gridPositions(5130, 257, 513, 65)
    expect(enlarged[0]).toBe(0)
    expect(enlarged.at(-1)).toBe(32)
  })
})
