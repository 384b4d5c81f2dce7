import { expect, it } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import type { Label, LabelGeometry } from '#core/model/label'
import { boundsOf, labelAt } from './label-shape'

function label(id: string, geometry: LabelGeometry): Label {
  return { id, photoId: 1, classId: 1, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }
}
const box = label('box', { kind: 'box', x: 0, y: 0, width: 8, height: 8 })
const polygon = label('polygon', { kind: 'polygon', rings: [{ points: [0, 0, 6, 0, 0, 6], hole: false }] })
const bits = Uint8Array.from({ length: 64 }, (_, at) => (at === 9 || at === 10 ? 1 : 0))
const mask = label('mask', { kind: 'mask', mask: packMask(bits, { width: 8, height: 8 }) })
const tag = label('tag', { kind: 'tag' })

it('finds the smallest label under a point by its real outline', () => {
  const at = (x: number, y: number) => labelAt([tag, box, polygon, mask], { x, y }, 0)?.id
  expect(at(1.5, 1.5)).toBe('mask')
  expect(at(1, 3)).toBe('polygon')
  expect(at(5.5, 5.5)).toBe('box')
  expect(at(9, 9)).toBeUndefined()
})

it('knows the rectangle around each kind', () => {
  expect(boundsOf(polygon.geometry)).toEqual({ x: 0, y: 0, width: 6, height: 6 })
  expect(boundsOf(mask.geometry)).toEqual({ x: 1, y: 1, width: 2, height: 1 })
  expect(boundsOf(tag.geometry)).toBeNull()
})
