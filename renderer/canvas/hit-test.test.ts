import { expect, it } from 'vitest'
import { boxAt } from './hit-test'
import type { Finding } from './scene'

function box(key: string, x: number, y: number, width: number, height: number): Finding {
  return { key, kind: 'box', modelId: 'm', rank: 0, classIndex: 0, name: 'dog', score: 1, rect: { x, y, width, height } }
}
const outer = box('outer', 0, 0, 100, 100)
const inner = box('inner', 40, 40, 10, 10)
const tag: Finding = { ...outer, key: 'tag', kind: 'tag', rect: null }

it('prefers the smaller of nested boxes whatever their order', () => {
  expect(boxAt([inner, outer, tag], { x: 45, y: 45 }, 0)?.key).toBe('inner')
  expect(boxAt([outer, inner], { x: 45, y: 45 }, 0)?.key).toBe('inner')
  expect(boxAt([outer, inner], { x: 10, y: 10 }, 0)?.key).toBe('outer')
})

it('finds nothing outside, and the edge with slack', () => {
  expect(boxAt([outer, inner], { x: 103, y: 50 }, 0)).toBeNull()
  expect(boxAt([outer, inner], { x: 103, y: 50 }, 4)?.key).toBe('outer')
  expect(boxAt([tag], { x: 1, y: 1 }, 0)).toBeNull()
})
