import { expect, it } from 'vitest'
import {
  cornerAt, cornerPoint, drawnPolygon, edgeAt, midpointAfter, movedPolygon, polygonArea, polygonBounds, polygonContains, steppedCorner, withCornerAdded,
  withCornerMoved, withCornerRemoved, type Polygon,
} from './polygon-shape'

const photo = { width: 100, height: 100 }
const square: Polygon = { kind: 'polygon', rings: [{ points: [10, 10, 50, 10, 50, 50, 10, 50], hole: false }] }
const ringed: Polygon = { kind: 'polygon', rings: [...square.rings, { points: [20, 20, 40, 20, 40, 40, 20, 40], hole: true }] }

it('is drawn inside the photo, and not at all without an area', () => {
  expect(drawnPolygon([{ x: -5, y: 0 }, { x: 120, y: 0 }, { x: 50, y: 30 }], photo)?.rings[0]?.points).toEqual([0, 0, 100, 0, 50, 30])
  expect(drawnPolygon([{ x: 1, y: 1 }, { x: 5, y: 5 }], photo)).toBeNull()
  expect(drawnPolygon([{ x: 1, y: 1 }, { x: 5, y: 5 }, { x: 9, y: 9 }], photo)).toBeNull()
  expect(drawnPolygon([{ x: 1, y: 1 }, { x: 1, y: 1 }, { x: 9, y: 9 }, { x: 9, y: 1 }], photo)?.rings[0]?.points).toEqual([1, 1, 9, 9, 9, 1])
})

it('finds corners and edges near a point', () => {
  expect(cornerAt(ringed, { x: 41, y: 21 }, 3)).toEqual({ ring: 1, corner: 1 })
  expect(cornerAt(ringed, { x: 30, y: 30 }, 3)).toBeNull()
  expect(edgeAt(square, { x: 11, y: 30 }, 3)).toEqual({ ring: 0, corner: 4 })
  expect(edgeAt(square, { x: 30, y: 12 }, 3)).toEqual({ ring: 0, corner: 1 })
})

it('gets, moves and loses corners', () => {
  const five = withCornerAdded(square, { ring: 0, corner: 1 }, { x: 30, y: 0 }, photo)
  expect(five.rings[0]?.points).toEqual([10, 10, 30, 0, 50, 10, 50, 50, 10, 50])
  expect(withCornerMoved(five, { ring: 0, corner: 1 }, { x: 30, y: -9 }, photo).rings[0]?.points.slice(2, 4)).toEqual([30, 0])
  expect(withCornerRemoved(five, { ring: 0, corner: 1 })).toEqual(square)
})

it('a ring of two corners is none; without an outline nothing is left', () => {
  const triangle: Polygon = { kind: 'polygon', rings: [{ points: [0, 0, 9, 0, 9, 9], hole: false }] }
  expect(withCornerRemoved(triangle, { ring: 0, corner: 0 })).toBeNull()
  const pierced: Polygon = { ...square, rings: [...square.rings, { points: [20, 20, 30, 20, 30, 30], hole: true }] }
  expect(withCornerRemoved(pierced, { ring: 1, corner: 0 })).toEqual(square)
})

it('moves as a whole and stops at the edge', () => {
  expect(polygonBounds(movedPolygon(ringed, 500, -500, photo))).toEqual({ x: 60, y: 0, width: 40, height: 40 })
})

it('a hole is not inside', () => {
  expect(polygonContains(ringed, { x: 15, y: 30 })).toBe(true)
  expect(polygonContains(ringed, { x: 30, y: 30 })).toBe(false)
  expect(polygonContains(ringed, { x: 60, y: 30 })).toBe(false)
})

it('a hole takes its area away', () => {
  expect(polygonArea(square)).toBe(1600)
  expect(polygonArea(ringed)).toBe(1200)
})

it('is gone round corner by corner, holes after the outline', () => {
  expect(steppedCorner(ringed, null, 1)).toEqual({ ring: 0, corner: 0 })
  expect(steppedCorner(ringed, null, -1)).toEqual({ ring: 1, corner: 3 })
  expect(steppedCorner(ringed, { ring: 0, corner: 3 }, 1)).toEqual({ ring: 1, corner: 0 })
  expect(steppedCorner(ringed, { ring: 1, corner: 3 }, 1)).toEqual({ ring: 0, corner: 0 })
  expect(steppedCorner(ringed, { ring: 0, corner: 0 }, -1)).toEqual({ ring: 1, corner: 3 })
})

it('tells where a corner is and where one between it and the next would be', () => {
  expect(cornerPoint(ringed, { ring: 1, corner: 2 })).toEqual({ x: 40, y: 40 })
  expect(cornerPoint(square, { ring: 0, corner: 4 })).toBeNull()
  expect(midpointAfter(square, { ring: 0, corner: 0 })).toEqual({ x: 30, y: 10 })
  expect(midpointAfter(square, { ring: 0, corner: 3 })).toEqual({ x: 10, y: 30 })
  expect(midpointAfter(square, { ring: 1, corner: 0 })).toBeNull()
})
