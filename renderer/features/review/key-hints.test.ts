import { expect, it } from 'vitest'
import type { Label } from '#core/model/label'
import type { Corner } from '../../canvas/shapes/polygon-shape'
import type { ToolId } from '../../canvas/tools/tool'
import { keyHints } from './key-hints'
import type { Selected } from './review-scene'

const texts = (tool: ToolId, selected: Selected | null, openPredictions: number, corner: Corner | null = null) =>
  keyHints({ tool, selected, corner, openPredictions }).map(({ text }) => text)
const label: Label = { id: 'a', photoId: 1, classId: 1, geometry: { kind: 'tag' }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }

it('tells what can be done with what is selected', () => {
  expect(texts('select', { kind: 'label', label }, 0)).not.toContain('move')
  const box: Label = { ...label, geometry: { kind: 'box', x: 0, y: 0, width: 1, height: 1 } }
  expect(texts('select', { kind: 'label', label: box }, 0)).toEqual(expect.arrayContaining(['move', 'resize', 'delete']))
})

it('offers to accept only where there are predictions', () => {
  expect(texts('select', null, 3)[0]).toBe('first prediction')
  expect(texts('select', null, 0)).not.toContain('accept all')
})

it('a drawing tool tells how to draw', () => {
  expect(texts('brush', null, 3)).toContain('size')
})

it('tells what can be done with a point of a polygon', () => {
  const polygon: Label = { ...label, geometry: { kind: 'polygon', rings: [{ points: [0, 0, 9, 0, 9, 9], hole: false }] } }
  expect(texts('select', { kind: 'label', label: polygon }, 0)).toContain('its points')
  expect(texts('select', { kind: 'label', label: polygon }, 0, { ring: 0, corner: 1 })).toEqual(expect.arrayContaining(['move the point', 'add a point', 'delete the point']))
})
