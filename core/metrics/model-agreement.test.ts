import { describe, expect, it } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { agreement } from '#core/metrics/model-agreement'
import type { Box, Prediction } from '#core/model/prediction'

const tags = (...indices: number[]): Prediction => ({
  task: 'classification',
  tags: indices.map((index, place) => ({ index, score: 1 / (place + 1) })),
  entropy: 0,
})
const boxes = (...list: Box[]): Prediction => ({ task: 'detection', boxes: list })
const box = (index: number, score: number, x: number): Box => ({ index, score, x, y: 0, width: 10, height: 10 })
const mask = (rows: number[][]): Prediction => ({
  task: 'segmentation',
  mask: packMask(Uint8Array.from(rows.flat()), { width: rows[0]?.length ?? 0, height: rows.length }),
  areas: [],
})

describe('agreement', () => {
  it('compares the best tag', () => {
    expect(agreement(tags(4, 1), tags(4, 2))).toBe(1)
    expect(agreement(tags(4, 1), tags(1, 4))).toBe(0)
  })

  it('pairs each box once, by class and overlap', () => {
    expect(agreement(boxes(box(1, 0.9, 0)), boxes(box(1, 0.8, 3)))).toBe(1)
    expect(agreement(boxes(box(1, 0.9, 0)), boxes(box(2, 0.8, 0)))).toBe(0)
    // 6 of 14 shared is not the same object
    expect(agreement(boxes(box(1, 0.9, 0)), boxes(box(1, 0.8, 4)))).toBe(0)
    expect(agreement(boxes(box(1, 0.9, 0), box(1, 0.8, 1)), boxes(box(1, 0.8, 0)))).toBeCloseTo(2 / 3)
  })

  it('leaves unsure boxes out', () => {
    expect(agreement(boxes(box(1, 0.9, 0), box(3, 0.1, 50)), boxes(box(1, 0.8, 0)))).toBe(1)
    expect(agreement(boxes(), boxes(box(3, 0.1, 50)))).toBe(1)
  })

  it('counts equal pixels', () => {
    expect(agreement(mask([[0, 0, 1], [0, 0, 1], [2, 2, 2]]), mask([[0, 1, 1], [0, 0, 1], [0, 0, 2]]))).toBeCloseTo(6 / 9)
    const same = mask([[0, 5], [5, 5]])
    expect(agreement(same, same)).toBe(1)
  })

  it('refuses answers that cannot be compared', () => {
    expect(() => agreement(tags(1), boxes())).toThrow('classification with detection')
    expect(() => agreement(mask([[0]]), mask([[0, 0]]))).toThrow('1 x 1 and 2 x 1')
  })
})
