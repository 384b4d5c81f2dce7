import { expect, it } from 'vitest'
import { layoutPlates } from './label-layout'
import type { Finding } from './scene'

function box(key: string, score: number, x: number, y: number, width: number, height: number): Finding {
  return { key, kind: 'box', modelId: 'm', rank: 0, classIndex: 0, name: key, score, rect: { x, y, width, height } }
}
const options = {
  viewport: { scale: 1, x: 0, y: 0 },
  screen: { width: 400, height: 300 },
  widthOf: () => 60,
  heightPx: 18,
  emphasisedKeys: new Set<string>(),
}
const layout = (findings: readonly Finding[], part: Partial<typeof options> = {}) =>
  layoutPlates(findings, { ...options, ...part }).map(({ finding, rect }) => [finding.key, rect.x, rect.y])

it('sits on top of the box, or inside when the box starts at the top', () => {
  expect(layout([box('a', 0.9, 100, 100, 80, 80)])).toEqual([['a', 99, 82]])
  expect(layout([box('a', 0.9, 100, 5, 80, 80)])).toEqual([['a', 99, 5]])
})

it('stays on the screen', () => {
  expect(layout([box('a', 0.9, 380, 100, 80, 80)])).toEqual([['a', 340, 82]])
  expect(layout([box('a', 0.9, 500, 100, 80, 80)])).toEqual([])
})

it('the better score wins a place, unless the other one is emphasised', () => {
  const two = [box('low', 0.5, 110, 102, 80, 80), box('high', 0.9, 100, 100, 80, 80)]
  expect(layout(two).map(([key]) => key)).toEqual(['high'])
  expect(layout(two, { emphasisedKeys: new Set(['low']) }).map(([key]) => key)).toEqual(['low'])
})

it('tiny boxes have a plate only when emphasised', () => {
  const tiny = [box('tiny', 0.9, 100, 100, 10, 10)]
  expect(layout(tiny)).toEqual([])
  expect(layout(tiny, { emphasisedKeys: new Set(['tiny']) })).toHaveLength(1)
})
