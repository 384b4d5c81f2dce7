import { describe, expect, it } from 'vitest'
import { decodeSizeFor, planFit } from '#core/zoo/photo-fit'

const square = (side: number) => ({ width: side, height: side })

describe('planFit', () => {
  it('stretches', () => {
    expect(planFit({ kind: 'stretch' }, { width: 640, height: 480 }, square(300))).toEqual({
      scaled: square(300),
      window: { x: 0, y: 0, width: 300, height: 300 },
    })
  })

  it('crops the middle after scaling the shorter side', () => {
    // 500 x 375 becomes 341.33 x 256; (341 - 224) / 2 = 58.5
    expect(planFit({ kind: 'center-crop', shorterSide: 256 }, { width: 500, height: 375 }, square(224))).toEqual({
      scaled: { width: 341, height: 256 },
      window: { x: 59, y: 16, width: 224, height: 224 },
    })
    expect(planFit({ kind: 'center-crop', shorterSide: 256 }, { width: 1, height: 5000 }, square(224))).toEqual({
      scaled: { width: 256, height: 1280000 },
      window: { x: 16, y: 639888, width: 224, height: 224 },
    })
  })

  it('scales the longer side and leaves room below or at the right', () => {
    expect(planFit({ kind: 'pad' }, { width: 500, height: 375 }, square(513))).toEqual({
      scaled: { width: 513, height: 385 },
      window: { x: 0, y: 0, width: 513, height: 385 },
    })
    expect(planFit({ kind: 'pad' }, { width: 1, height: 5000 }, square(513)).scaled).toEqual({ width: 1, height: 513 })
  })
})

describe('decodeSizeFor', () => {
  it('asks for a tenth more than the model sees, in the proportions of the photo', () => {
    // 301 * 1.1 = 331.1 on the shorter side, 441.5 on the longer
    expect(decodeSizeFor({ kind: 'stretch' }, { width: 4000, height: 3000 }, square(301))).toEqual({ width: 442, height: 332 })
    // 513 x 385, times 1.1: 564.3 x 423.5
    expect(decodeSizeFor({ kind: 'pad' }, { width: 4000, height: 3000 }, square(513))).toEqual({ width: 565, height: 424 })
  })

  it('never asks for more than there is', () => {
    expect(decodeSizeFor({ kind: 'center-crop', shorterSide: 256 }, { width: 5000, height: 1 }, square(224))).toEqual({ width: 5000, height: 1 })
  })
})
