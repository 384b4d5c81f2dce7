import { expect, it } from 'vitest'
import type { LabelClass } from '#core/model/label'
import { arrowOf, classOfKey } from './review-keys'

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }

it('arrows move by one pixel, with Shift by ten', () => {
  expect(arrowOf({ ...plain, key: 'ArrowLeft' })).toEqual({ x: -1, y: 0, stepPx: 1, isAlt: false })
  expect(arrowOf({ ...plain, key: 'ArrowDown', shiftKey: true, altKey: true })).toEqual({ x: 0, y: 1, stepPx: 10, isAlt: true })
  expect(arrowOf({ ...plain, key: 'ArrowDown', ctrlKey: true })).toBeNull()
  expect(arrowOf({ ...plain, key: 'a' })).toBeNull()
})

it('a class is chosen by its own key alone', () => {
  const classes: LabelClass[] = [
    { id: 4, name: 'car', color: '#ffffff', key: '1', position: 0, labels: 0, photos: 0 },
    { id: 9, name: 'é', color: '#ffffff', key: 'é', position: 1, labels: 0, photos: 0 },
    { id: 2, name: 'none', color: '#ffffff', key: null, position: 2, labels: 0, photos: 0 },
  ]
  expect(classOfKey({ ...plain, key: '1' }, classes)).toBe(4)
  expect(classOfKey({ ...plain, key: 'É' }, classes)).toBe(9)
  expect(classOfKey({ ...plain, key: '1', ctrlKey: true }, classes)).toBeNull()
  expect(classOfKey({ ...plain, key: '2' }, classes)).toBeNull()
})
