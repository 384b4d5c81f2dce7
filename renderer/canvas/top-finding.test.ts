import { expect, it } from 'vitest'
import type { Finding } from './scene'
import { topFinding } from './top-finding'

function finding(kind: Finding['kind'], name: string, score: number): Finding {
  return { key: name, kind, modelId: 'm', rank: 0, classIndex: 0, name, score, rect: null }
}
const area = finding('area', 'sofa', 0.9)
const box = finding('box', 'dog', 0.8)
const tag = finding('tag', 'husky', 0.6)

it('a tag names a photo better than a box, a box better than an area', () => {
  expect(topFinding([area, box, tag], 0.5)?.name).toBe('husky')
  expect(topFinding([area, box, tag], 0.7)?.name).toBe('dog')
  expect(topFinding([area, box, tag], 0.95)?.name).toBe('sofa')
  expect(topFinding([box, finding('box', 'cat', 0.85)], 0.5)?.name).toBe('cat')
})

it('nothing above the threshold is nothing', () => {
  expect(topFinding([tag], 0.7)).toBeNull()
  expect(topFinding([finding('area', 'bottle', 0.01)], 0)).toBeNull()
})
