import { describe, expect, it } from 'vitest'
import { emptySelection, restrictTo, selectAll, selectAt, selectPositions } from './selection'

const order = Int32Array.of(30, 10, 50, 20, 40)
const ids = (selection: { ids: ReadonlySet<number> }) => [...selection.ids]

describe('selection', () => {
  const second = selectAt(emptySelection, order, 1, 'replace')

  it('a click chooses one photo', () => {
    expect(second).toEqual({ ids: new Set([10]), focusId: 10, anchorId: 10 })
    expect(ids(selectAt(second, order, 3, 'replace'))).toEqual([20])
  })

  it('shift chooses the range in list order, in both directions, from the same anchor', () => {
    const down = selectAt(second, order, 3, 'extend')
    expect(ids(down)).toEqual([10, 50, 20])
    const up = selectAt(down, order, 0, 'extend')
    expect(ids(up)).toEqual([30, 10])
    expect(up.anchorId).toBe(10)
  })

  it('ctrl adds and takes away', () => {
    const two = selectAt(second, order, 4, 'toggle')
    expect(ids(two)).toEqual([10, 40])
    expect(ids(selectAt(two, order, 1, 'toggle'))).toEqual([40])
  })

  it('shift without an anchor is a click, and a position outside changes nothing', () => {
    expect(ids(selectAt(emptySelection, order, 2, 'extend'))).toEqual([50])
    expect(selectAt(second, order, 9, 'replace')).toBe(second)
  })

  it('all is all of the list', () => {
    expect(selectAll(second, order).ids.size).toBe(5)
    expect(selectAll(second, order).focusId).toBe(10)
  })

  it('a drag chooses positions and may keep what was chosen', () => {
    expect(ids(selectPositions(order, [2, 3], new Set([30])))).toEqual([30, 50, 20])
    expect(selectPositions(order, [], new Set()).focusId).toBeNull()
  })

  it('photos that left the list are dropped', () => {
    const three = selectPositions(order, [0, 1, 2], new Set())
    expect(restrictTo(three, Int32Array.of(10, 50))).toEqual({ ids: new Set([10, 50]), focusId: 50, anchorId: null })
    expect(restrictTo(three, order)).toBe(three)
  })
})
