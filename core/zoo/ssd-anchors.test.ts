import { describe, expect, it } from 'vitest'
import { ssdAnchors, ssdLite300Layout } from '#core/zoo/ssd-anchors'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'

describe('ssdAnchors', () => {
  const anchors = ssdAnchors(ssdLite300Layout)

  it('makes the 1917 anchors of the 300 pixel model', () => {
    // 19 * 19 * 3 + (10 * 10 + 5 * 5 + 3 * 3 + 2 * 2 + 1) * 6
    expect(anchors).toHaveLength(1917)
  })

  it('has three shapes on the largest map', () => {
    const [square, wide, tall, next] = anchors
    expect(square).toEqual({ centerY: 0.5 / 19, centerX: 0.5 / 19, height: 0.1, width: 0.1 })
    expect(wide?.height).toBeCloseTo(0.2 / Math.SQRT2, 12)
    expect(wide?.width).toBeCloseTo(0.2 * Math.SQRT2, 12)
    expect(tall?.height).toBeCloseTo(0.2 * Math.SQRT2, 12)
    expect(next?.centerX).toBeCloseTo(1.5 / 19, 12)
    expect(next?.centerY).toBeCloseTo(0.5 / 19, 12)
  })

  it('has six shapes on the others, the last a larger square', () => {
    // scales 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, then 1
    const second = anchors.slice(1083, 1089)
    expect(second.map((anchor) => Number((anchor.height * anchor.width).toFixed(6)))).toEqual([0.1225, 0.1225, 0.1225, 0.1225, 0.1225, 0.175])
    expect(second.map((anchor) => Number((anchor.width / anchor.height).toFixed(6)))).toEqual([1, 2, 0.5, 3, 0.3333, 1])
    expect(anchors.at(-1)?.width).toBeCloseTo(Math.sqrt(0.95), 12)
    expect(anchors.at(-1)?.centerX).toBe(0.5)
  })
})

describe('decodeSsdBoxes', () => {
  const anchor = Float32Array.of(0.5, 0.25, 0.2, 0.4)

  it('gives the anchor for zero offsets', () => {
    const edges = decodeSsdBoxes(new Float32Array(4), anchor)
    for (const [index, edge] of [0.4, 0.05, 0.6, 0.45].entries()) expect(edges[index]).toBeCloseTo(edge, 6)
  })

  it('moves by tenths of the anchor and grows by powers of e', () => {
    // centre y 0.5 + 0.1 * 5 * 0.2 = 0.6, x 0.25 - 0.1 * 5 * 0.4 = 0.05; height 0.4, width 0.2
    const edges = decodeSsdBoxes(Float32Array.of(5, -5, 5 * Math.LN2, -5 * Math.LN2), anchor)
    for (const [index, edge] of [0.4, -0.05, 0.8, 0.15].entries()) expect(edges[index]).toBeCloseTo(edge, 6)
  })

  it('refuses offsets for other anchors', () => {
    expect(() => decodeSsdBoxes(new Float32Array(8), anchor)).toThrow(RangeError)
  })
})
