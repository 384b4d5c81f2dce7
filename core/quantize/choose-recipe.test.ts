import { expect, test } from 'vitest'
import { chooseRecipe } from './choose-recipe'

test('the target decides the codes', () => {
  expect(chooseRecipe('phone', 100).options).toMatchObject({ kind: 'static', activations: 'asymmetric-uint8', weightBits: 8 })
  expect(chooseRecipe('computer-without-vnni', 100).options).toMatchObject({ weightBits: 7 })
  expect(chooseRecipe('symmetric-accelerator', 100).options).toMatchObject({ activations: 'symmetric-int8' })
})

test('too few photos leave activations in float', () => {
  expect(chooseRecipe('phone', 3).options.kind).toBe('weight-only')
  expect(chooseRecipe('phone', 3).reason).toContain('at least 8 photos')
})
