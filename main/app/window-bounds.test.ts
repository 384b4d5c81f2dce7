import { expect, test } from 'vitest'
import { windowBounds } from './window-bounds'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }

test('the first start is centred', () => {
  expect(windowBounds(null, [screen])).toEqual({ x: 240, y: 103, width: 1440, height: 900 })
})

test('a remembered place on any screen is kept', () => {
  const second = { x: 1920, y: 0, width: 2560, height: 1440 }
  const place = { x: 2000, y: 10, width: 1600, height: 1000 }
  expect(windowBounds(place, [screen, second])).toEqual(place)
})

test('a place on a screen that is gone falls back to the centre', () => {
  expect(windowBounds({ x: 4000, y: 10, width: 1600, height: 1000 }, [screen])).toEqual({ x: 240, y: 103, width: 1440, height: 900 })
})

test('a window larger than its screen shrinks, but not under the minimum', () => {
  expect(windowBounds({ x: 0, y: 25, width: 4000, height: 3000 }, [screen])).toMatchObject({ width: 1920, height: 1055 })
  expect(windowBounds(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toMatchObject({ width: 1024, height: 700 })
})
