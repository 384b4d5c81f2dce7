import { expect, test } from 'vitest'
import { quantizeRecipe } from '#core/contract/models'
import { initialDraft, recipeOfDraft, type RecipeDraft } from './recipe-draft'

function accepted(part: Partial<RecipeDraft>) {
  return quantizeRecipe.parse(recipeOfDraft({ ...initialDraft, by: 'hand', ...part }))
}

test('the automatic recipe names its target alone', () => {
  expect(quantizeRecipe.parse(recipeOfDraft({ ...initialDraft, target: 'symmetric-accelerator', rounding: 'nearest' }))).toEqual({ kind: 'automatic', target: 'symmetric-accelerator' })
})

test('every setting by hand is handed on as the engine takes it', () => {
  const keepFloat = { nodes: ['stem', 'head/conv'], opTypes: ['Gemm'] }
  const kept = { floatNodes: ' stem,\nhead/conv ', floatOperators: 'Gemm' }
  expect(accepted({ ...kept, ranges: 'percentile', rangePercent: 99.9, equalisationPercent: 40, weightBits: '7', goal: 'agreement', goalPercent: 97 })).toEqual({
    kind: 'static',
    activations: 'asymmetric-uint8',
    weightBits: 7,
    ranges: { kind: 'percentile', percent: 99.9 },
    equalisation: { kind: 'channels', strength: 0.4 },
    scales: 'least-error',
    rounding: 'compensated',
    bias: 'corrected',
    momentPhotos: 100,
    keepFloat,
    goal: { kind: 'agreement', atLeast: 0.97 },
  })
  expect(accepted({ equalisation: 'none', ranges: 'entropy' })).toMatchObject({ equalisation: { kind: 'none' }, ranges: { kind: 'entropy' }, goal: null })
  expect(accepted({ ...kept, form: 'dynamic' })).toEqual({ kind: 'dynamic', keepFloat })
  expect(accepted({ form: 'weight-only' })).toEqual({ kind: 'weight-only', keepFloat: { nodes: [], opTypes: [] } })
  expect(accepted({ form: 'float16', float16: 'full' })).toMatchObject({ kind: 'float16', form: 'full' })
})
