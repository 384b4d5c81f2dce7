import { expect, test } from 'vitest'
import { classNameKey, cleanClassName, modelClassNames } from './class-name'

const labels = (...names: readonly string[]) => names.map((name, id) => ({ id, name }))

test('names lose outer and doubled spaces and are composed', () => {
  expect(cleanClassName('  traffic \t light\n')).toBe('traffic light')
  expect(cleanClassName('cafe\u0301')).toBe('caf\u00e9')
  expect(cleanClassName('\u0000 ')).toBe('')
})

test('case, hyphens and underscores do not make another class', () => {
  expect(new Set(['Traffic_Light', 'traffic light', 'TRAFFIC-light'].map(classNameKey)).size).toBe(1)
  expect(classNameKey('dog')).not.toBe(classNameKey('dogs'))
})

test('a model class gets the shortest name that is its own', () => {
  expect(modelClassNames(labels('tench, Tinca tinca', 'goldfish, Carassius auratus'))).toEqual(['tench', 'goldfish'])
  expect(modelClassNames(labels('missile', 'projectile, missile', 'missile, rocket'))).toEqual(['missile', 'projectile', 'missile, rocket'])
  expect(modelClassNames(labels('crane', 'Crane', ''))).toEqual(['crane (0)', 'Crane (1)', '(2)'])
})
