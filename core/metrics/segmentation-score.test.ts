import { describe, expect, it } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { SegmentationScore } from '#core/metrics/segmentation-score'

describe('SegmentationScore', () => {
  it('counts pixels over photos and leaves void out', () => {
    const score = new SegmentationScore(3)
    score.add(Uint8Array.of(0, 0, 1, 255), packMask(Uint8Array.of(0, 1, 1, 1), { width: 2, height: 2 }))
    score.add(Uint8Array.of(1, 1, 0, 0), packMask(Uint8Array.of(1, 0, 0, 0), { width: 4, height: 1 }))
    // class 0: right 3, truth 4, answered 4; class 1: right 2, truth 3, answered 3; class 2 is absent
    expect(score.figures()).toEqual({ meanIou: (3 / 5 + 2 / 4) / 2, pixelAccuracy: 5 / 7, classIous: [3 / 5, 2 / 4, null] })
  })

  it('counts an answer that is never true against the true class only', () => {
    const score = new SegmentationScore(3)
    score.add(Uint8Array.of(0, 0, 0, 0), packMask(Uint8Array.of(0, 0, 0, 2), { width: 4, height: 1 }))
    expect(score.figures()).toEqual({ meanIou: 0.75, pixelAccuracy: 0.75, classIous: [0.75, null, null] })
  })

  it('refuses what does not fit', () => {
    const mask = packMask(Uint8Array.of(0, 0), { width: 2, height: 1 })
    expect(() => new SegmentationScore(2).add(new Uint8Array(3), mask)).toThrow(RangeError)
    expect(() => new SegmentationScore(2).add(Uint8Array.of(0, 7), mask)).toThrow('class 7')
  })

  it('answers null when nothing was counted', () => {
    expect(new SegmentationScore(2).figures()).toBeNull()
  })
})
