import { expect, test } from 'vitest'
import { recipeOf } from './recipe-of'

test('automatic is the careful recipe with enough photos and weights alone without', () => {
  expect(recipeOf({ kind: 'automatic' }, 100).options).toMatchObject({ kind: 'static', weightBits: 8, rounding: 'compensated' })
  expect(recipeOf({ kind: 'automatic', target: 'computer-without-vnni' }, 100).options).toMatchObject({ kind: 'static', weightBits: 7 })
  expect(recipeOf({ kind: 'automatic' }, 3).options.kind).toBe('weight-only')
})

test('what is chosen replaces the usual setting and nothing else', () => {
  const keepFloat = { nodes: ['head'], opTypes: [] }
  expect(recipeOf({ kind: 'static', rounding: 'nearest', keepFloat }, 3).options).toMatchObject({
    kind: 'static',
    rounding: 'nearest',
    ranges: { kind: 'mean-squared-error' },
    bias: 'corrected',
    keepFloat,
    goal: null,
  })
  expect(recipeOf({ kind: 'float16', form: 'full' }, 0).options).toEqual({ kind: 'float16', form: 'full', keepFloat: { nodes: [], opTypes: [] } })
})
