import { describe, expect, it } from 'vitest'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'
import { boxInView, boxOfLabel, visiblePart } from './box-of-label'
import { encodeSsdBox } from './encode-ssd-box'
import { hardest } from './hardest'
import { anchorRects, background, matchAnchors, neither } from './match-anchors'

describe('matchAnchors', () => {
  // Four quarters of the picture and one in the middle: centre y, centre x, height, width.
  const anchors = anchorRects(Float32Array.of(0.25, 0.25, 0.5, 0.5, 0.25, 0.75, 0.5, 0.5, 0.75, 0.25, 0.5, 0.5, 0.75, 0.75, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))

  it('gives anchors that share more than half to the box', () => {
    // 0.4 x 0.5 of the first quarter: 0.2 / 0.25 = 0.8
    expect([...matchAnchors(anchors, [{ x: 0, y: 0, width: 0.4, height: 0.5 }], [])]).toEqual([0, background, background, background, background])
  })

  it('gives a small box the anchor that fits it best', () => {
    expect([...matchAnchors(anchors, [{ x: 0.8, y: 0.8, width: 0.1, height: 0.1 }], [])]).toEqual([background, background, background, 0, background])
  })

  it('gives each of two boxes with one best anchor an anchor', () => {
    const boxes = [{ x: 0.3, y: 0.3, width: 0.1, height: 0.1 }, { x: 0.3, y: 0.3, width: 0.15, height: 0.15 }]
    const matches = [...matchAnchors(anchors, boxes, [])]
    expect(matches.filter((match) => match === 0)).toHaveLength(1)
    expect(matches.filter((match) => match === 1)).toHaveLength(1)
  })

  it('leaves out anchors in areas set aside', () => {
    expect([...matchAnchors(anchors, [], [{ x: 0, y: 0, width: 1, height: 0.4 }])]).toEqual([neither, neither, background, background, background])
  })
})

describe('encodeSsdBox', () => {
  it('is undone by decoding', () => {
    const anchor = [0.5, 0.25, 0.2, 0.4] as const
    const edges = decodeSsdBoxes(Float32Array.of(...encodeSsdBox({ x: 0.1, y: 0.3, width: 0.5, height: 0.25 }, anchor)), Float32Array.of(...anchor))
    for (const [at, edge] of [0.3, 0.1, 0.55, 0.6].entries()) expect(edges[at]).toBeCloseTo(edge, 5)
  })

  it('counts in tenths of the anchor and fifths of e', () => {
    const [y, x, height, width] = encodeSsdBox({ x: 0, y: 0.4, width: 0.4, height: 0.4 }, [0.5, 0.25, 0.2, 0.4])
    expect(y).toBeCloseTo(5, 6)
    expect(x).toBeCloseTo(-1.25, 6)
    expect(height).toBeCloseTo(5 * Math.LN2, 6)
    expect(width).toBeCloseTo(0, 6)
  })
})

describe('hardest', () => {
  it('takes the highest losses, the earlier of equal ones', () => {
    expect(hardest([0, 1, 3, 4], Float32Array.of(1, 2, 9, 2, 3), 3)).toEqual([4, 1, 3])
  })
})

describe('boxes in views', () => {
  const view = { photo: { width: 100, height: 50 }, window: { x: 20, y: 0, width: 50, height: 50 }, mirror: 'horizontal' } as const

  it('mirrors and clips boxes whose centre is in view', () => {
    // 10 to 50 has its centre at 30: 20 to 50 is seen, mirrored 20 to 50 of 50
    expect(boxInView({ x: 10, y: 10, width: 40, height: 20 }, view)).toEqual({ x: 0.4, y: 0.2, width: 0.6, height: 0.4 })
  })

  it('drops boxes whose centre is not, of which a part is seen', () => {
    const box = { x: 0, y: 10, width: 30, height: 20 }
    expect(boxInView(box, view)).toBeNull()
    expect(visiblePart(box, view)).toEqual({ x: 0.8, y: 0.2, width: 0.2, height: 0.4 })
  })

  it('boxes polygons, but no tags', () => {
    expect(boxOfLabel({ kind: 'polygon', rings: [{ points: [1, 2, 5, 2, 3, 8], hole: false }] })).toEqual({ x: 1, y: 2, width: 4, height: 6 })
    expect(boxOfLabel({ kind: 'tag' })).toBeNull()
  })
})
