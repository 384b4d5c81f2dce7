import { describe, expect, it } from 'vitest'
import { assignSplits } from './assign-splits'

const items = Array.from({ length: 100 }, (_, index) => ({ file: `${index}.jpg`, group: index < 40 ? `twins ${Math.floor(index / 4)}` : null }))
const shares = { train: 70, val: 20, test: 10 }
const countOf = (splits: ReadonlyMap<string, string>, split: string): number => [...splits.values()].filter((value) => value === split).length

describe('assignSplits', () => {
  it('comes to the shares', () => {
    const splits = assignSplits(items, shares, 1)
    expect([countOf(splits, 'train'), countOf(splits, 'val'), countOf(splits, 'test')]).toEqual([70, 20, 10])
  })

  it('never parts a group', () => {
    for (const seed of [1, 2, 3]) {
      const splits = assignSplits(items, shares, seed)
      for (let group = 0; group < 10; group++) {
        const members = items.filter((item) => item.group === `twins ${group}`).map(({ file }) => splits.get(file))
        expect(new Set(members).size).toBe(1)
      }
    }
  })

  it('is the same for the same seed in any order, and another for another seed', () => {
    const first = assignSplits(items, shares, 5)
    const turned = assignSplits([...items].reverse(), shares, 5)
    for (const { file } of items) expect(turned.get(file)).toBe(first.get(file))
    const other = assignSplits(items, shares, 6)
    expect(items.some(({ file }) => other.get(file) !== first.get(file))).toBe(true)
  })

  it('leaves out parts without a share', () => {
    expect(countOf(assignSplits(items, { train: 8, val: 2, test: 0 }, 1), 'test')).toBe(0)
    expect(() => assignSplits(items, { train: 0, val: 0, test: 0 }, 1)).toThrow('all zero')
  })
})
