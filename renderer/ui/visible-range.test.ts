import { describe, expect, it } from 'vitest'
import { centreOnItem, contentLength, scrollToItem, visibleRange } from './visible-range'

// Items of 100 px from 8 px on: 8..108, 108..208, ...
const line = { count: 50, pitchPx: 100, startPx: 8 }

describe('visible range', () => {
  it('takes every item that shows, whole or in part', () => {
    expect(visibleRange(line, 0, 300, 0)).toEqual({ first: 0, end: 3 })
    expect(visibleRange(line, 107, 300, 0)).toEqual({ first: 0, end: 4 })
    expect(visibleRange(line, 108, 300, 0)).toEqual({ first: 1, end: 4 })
  })

  it('adds items on both sides and stays within the list', () => {
    expect(visibleRange(line, 1008, 300, 2)).toEqual({ first: 8, end: 15 })
    expect(visibleRange(line, 4800, 300, 2)).toEqual({ first: 45, end: 50 })
    expect(visibleRange(line, 99_999, 300, 2)).toEqual({ first: 50, end: 50 })
    expect(visibleRange({ ...line, count: 0 }, 0, 300, 2)).toEqual({ first: 0, end: 0 })
  })
})

it('the content is as long as its items and the room around them', () => {
  expect(contentLength(line)).toBe(5016)
})

describe('scrolling to an item', () => {
  it('moves no further than needed', () => {
    expect(scrollToItem(line, 5, 400, 300)).toBe(400)
    expect(scrollToItem(line, 3, 400, 300)).toBe(300)
    expect(scrollToItem(line, 9, 400, 300)).toBe(708)
    expect(scrollToItem(line, 0, 400, 300)).toBe(0)
  })

  it('puts an item in the middle', () => {
    expect(centreOnItem(line, 5, 300)).toBe(408)
    expect(centreOnItem(line, 0, 300)).toBe(0)
  })
})
