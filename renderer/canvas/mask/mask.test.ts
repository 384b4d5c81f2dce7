import { describe, expect, it } from 'vitest'
import { packMask, unpackMask } from '#core/geometry/mask-codec'
import { brushPatch } from './brush-patch'
import { polygonPatch } from './polygon-patch'
import { intersectSpans, spansContain, subtractSpans, unionSpans } from './row-spans'
import { RunMask, type PatchMode, type SpanPatch } from './run-mask'

/** Rows of "#" inside and "." outside. */
function drawn(mask: RunMask): readonly string[] {
  const pixels = unpackMask(mask.packed())
  return Array.from({ length: mask.size.height }, (_, y) =>
    Array.from(pixels.subarray(y * mask.size.width, (y + 1) * mask.size.width), (value) => (value === 1 ? '#' : '.')).join(''),
  )
}

function maskOf(...lines: readonly string[]): RunMask {
  const size = { width: lines[0]?.length ?? 0, height: lines.length }
  return RunMask.of(packMask(Uint8Array.from(lines.join(''), (sign) => (sign === '#' ? 1 : 0)), size), 1)
}

const onEmpty = (patch: SpanPatch, size: { width: number; height: number }, mode: PatchMode = 'add') => drawn(RunMask.empty(size).patched(patch, mode))

describe('spans of a row', () => {
  it('join where they touch or overlap', () => {
    expect(unionSpans([2, 4, 8, 9], [4, 8])).toEqual([2, 9])
    expect(unionSpans([0, 1], [5, 6])).toEqual([0, 1, 5, 6])
  })

  it('are cut and shared', () => {
    expect(subtractSpans([0, 10], [3, 5, 9, 12])).toEqual([0, 3, 5, 9])
    expect(subtractSpans([3, 5], [0, 10])).toEqual([])
    expect(intersectSpans([0, 4, 6, 9], [3, 7])).toEqual([3, 4, 6, 7])
  })

  it('contain their first column and not their last border', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((x) => spansContain([2, 4, 6, 7], x))).toEqual([false, true, true, false, false, true, false])
  })
})

describe('a mask of runs', () => {
  const ring = maskOf('.....', '.###.', '.#.#.', '.###.', '....#')

  it('comes back from its packed form', () => {
    expect(drawn(ring)).toEqual(['.....', '.###.', '.#.#.', '.###.', '....#'])
    expect(drawn(maskOf('###', '#..', '..#'))).toEqual(['###', '#..', '..#'])
  })

  it('takes one value of a mask of classes', () => {
    expect(drawn(RunMask.of(packMask(Uint8Array.of(0, 7, 7, 3, 3, 7), { width: 3, height: 2 }), 7))).toEqual(['.##', '..#'])
  })

  it('knows its area and bounds', () => {
    expect(ring.area()).toBe(9)
    expect(ring.bounds()).toEqual({ x: 1, y: 1, width: 4, height: 4 })
    expect(RunMask.empty({ width: 3, height: 3 }).bounds()).toBeNull()
  })

  it('a change leaves the mask before as it was', () => {
    const cut = ring.patched({ top: 2, rows: [[0, 2]] }, 'subtract')
    expect(drawn(cut)[2]).toBe('...#.')
    expect(drawn(ring)[2]).toBe('.#.#.')
  })

  it('the part that hangs together goes round corners but not over them', () => {
    const part = ring.connectedPart(1, 3)
    expect(part === null ? null : onEmpty(part, ring.size)).toEqual(['.....', '.###.', '.#.#.', '.###.', '.....'])
    const arms = maskOf('#.#.#', '#.#.#', '###.#')
    const left = arms.connectedPart(2, 0)
    expect(left === null ? null : onEmpty(left, arms.size)).toEqual(['#.#..', '#.#..', '###..'])
    expect(ring.connectedPart(2, 2)).toBeNull()
  })
})

describe('the brush', () => {
  it('covers the pixels whose centres are within its radius', () => {
    // Centres at most 2 from (3, 3): half pixels, so the corners at distance 2.12 and more are out.
    const dot = brushPatch({ x: 3, y: 3 }, { x: 3, y: 3 }, 2, { width: 6, height: 6 })
    expect(onEmpty(dot, { width: 6, height: 6 })).toEqual(['......', '..##..', '.####.', '.####.', '..##..', '......'])
  })

  it('covers the whole way between two points', () => {
    const way = brushPatch({ x: 1.5, y: 1.5 }, { x: 5.5, y: 1.5 }, 1, { width: 8, height: 4 })
    expect(onEmpty(way, { width: 8, height: 4 })).toEqual(['.#####..', '#######.', '.#####..', '........'])
    // Centres at most 0.75 from the diagonal through pixel centres: the diagonal and its neighbours, whose distance is 0.71.
    const slope = brushPatch({ x: 0.5, y: 0.5 }, { x: 3.5, y: 3.5 }, 0.75, { width: 4, height: 4 })
    expect(onEmpty(slope, { width: 4, height: 4 })).toEqual(['##..', '###.', '.###', '..##'])
  })

  it('never misses the pixel under it, and ends at the edge of the photo', () => {
    expect(onEmpty(brushPatch({ x: 1.02, y: 1.02 }, { x: 1.02, y: 1.02 }, 0.5, { width: 3, height: 3 }), { width: 3, height: 3 })).toEqual(['...', '.#.', '...'])
    expect(onEmpty(brushPatch({ x: 0, y: 0 }, { x: 0, y: 0 }, 1.6, { width: 3, height: 2 }), { width: 3, height: 2 })).toEqual(['##.', '#..'])
    expect(onEmpty(brushPatch({ x: -20, y: -20 }, { x: -20, y: -20 }, 3, { width: 3, height: 1 }), { width: 3, height: 1 })).toEqual(['...'])
  })

  it('erases', () => {
    const full = maskOf('####', '####', '####')
    expect(drawn(full.patched(brushPatch({ x: 1.5, y: 1.5 }, { x: 1.5, y: 1.5 }, 0.5, full.size), 'subtract'))).toEqual(['####', '#.##', '####'])
  })
})

describe('a filled polygon', () => {
  it('takes the pixels whose centres it contains', () => {
    const triangle = polygonPatch([{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 0, y: 4 }], { width: 5, height: 5 })
    // Centres x + y < 4, so x + y of the corner below 3.
    expect(onEmpty(triangle, { width: 5, height: 5 })).toEqual(['###..', '##...', '#....', '.....', '.....'])
  })

  it('is empty where it crosses itself twice, and cut at the photo', () => {
    const bow = polygonPatch([{ x: -2, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 9 }, { x: -2, y: 9 }], { width: 4, height: 2 })
    expect(onEmpty(bow, { width: 4, height: 2 })).toEqual(['##..', '##..'])
  })
})

it('a stroke of 200 pixels over a mask of 12 megapixels is quick', () => {
  const size = { width: 4000, height: 3000 }
  let mask = RunMask.empty(size)
  const start = performance.now()
  for (let step = 0; step < 100; step++) {
    mask = mask.patched(brushPatch({ x: 100 + step * 30, y: 1500 }, { x: 130 + step * 30, y: 1490 }, 100, size), 'add')
  }
  const strokeMs = (performance.now() - start) / 100
  expect(mask.area()).toBeGreaterThan(600_000)
  // A frame has 16 ms; a loaded machine gets some room.
  expect(strokeMs).toBeLessThan(10)
})
