import { expect, test } from 'vitest'
import { plainView, rectInView, viewOf } from '../photo-view'
import { applyView } from './apply-view'
import { chooseViews } from './choose-views'

const hash = 'ab12cd34'.padEnd(64, '0')

test('views depend on the content alone and are bounded', () => {
  const views = chooseViews(hash, ['colour', 'crop', 'mirror'], 5)
  expect(views).toEqual(chooseViews(hash, ['mirror', 'crop', 'colour'], 5))
  expect(views[0]).toBe(plainView)
  expect(new Set(views.map(({ id }) => id)).size).toBe(6)
  for (const { window, colour } of views) {
    expect(window.width * window.height).toBeGreaterThanOrEqual(0.6 - 1e-9)
    expect(window.x + window.width).toBeLessThanOrEqual(1 + 1e-9)
    for (const factor of Object.values(colour)) expect(Math.abs(factor - 1)).toBeLessThanOrEqual(0.2)
  }
  expect(chooseViews('ff'.padEnd(64, '1'), ['crop'], 1)).not.toEqual(chooseViews(hash, ['crop'], 1))
  expect(chooseViews(hash, [], 5)).toEqual([plainView])
  expect(chooseViews(hash, ['mirror'], 3).every(({ window }) => window === plainView.window)).toBe(true)
})

test('labels move with the pixels', () => {
  const half = { ...plainView, id: 'half', window: { x: 0.25, y: 0.5, width: 0.5, height: 0.5 } }
  const view = viewOf({ width: 400, height: 200 }, half)
  expect(view.window).toEqual({ x: 100, y: 100, width: 200, height: 100 })
  expect(rectInView({ x: 120, y: 110, width: 30, height: 20 }, view)).toEqual({ x: 20, y: 10, width: 30, height: 20 })
  // 20 px from the left edge become 20 px from the right one.
  expect(rectInView({ x: 120, y: 110, width: 30, height: 20 }, { ...view, mirror: 'horizontal' })).toEqual({ x: 150, y: 10, width: 30, height: 20 })
})

test('pixels are cut and mirrored, the plain view is the picture itself', () => {
  const grey = (...values: readonly number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value]))
  const image = { width: 4, height: 2, data: grey(10, 20, 30, 40, 50, 60, 70, 80) }
  expect(applyView(image, plainView)).toBe(image)
  const cut = applyView(image, { ...plainView, id: 'cut', window: { x: 0.25, y: 0.5, width: 0.5, height: 0.5 }, mirror: 'horizontal' })
  expect(cut).toEqual({ width: 2, height: 1, data: grey(70, 60) })
})

test('colours change about the mean and stay within a byte', () => {
  const image = { width: 2, height: 1, data: Uint8Array.of(100, 100, 100, 200, 200, 200) }
  const changed = (colour: Partial<typeof plainView.colour>) => [...applyView(image, { ...plainView, id: 'x', colour: { ...plainView.colour, ...colour } }).data]
  expect(changed({ brightness: 1.2 })).toEqual([120, 120, 120, 240, 240, 240])
  // Mean 150: distances of 50 become 40.
  expect(changed({ contrast: 0.8 })).toEqual([110, 110, 110, 190, 190, 190])
  expect(changed({ brightness: 1.2, contrast: 1.2 })).toEqual([108, 108, 108, 252, 252, 252])
  const red = { width: 1, height: 1, data: Uint8Array.of(200, 0, 0) }
  // Brightness 0.299 * 200 = 59.8; without saturation every channel has it.
  expect([...applyView(red, { ...plainView, id: 'x', colour: { ...plainView.colour, saturation: 0 } }).data]).toEqual([60, 60, 60])
})
