import type { QuantizeRecipe } from '#core/contract/models'
import { chooseRecipe, type Recipe } from './choose-recipe'
import { carefulStatic } from './forms/static-options'

type Chosen<Kind extends QuantizeRecipe['kind']> = Extract<QuantizeRecipe, { kind: Kind }>

const byChoice = 'These settings were chosen by hand.'
const nothingKept = { nodes: [], opTypes: [] }

const recipes: { readonly [Kind in QuantizeRecipe['kind']]: (chosen: Chosen<Kind>, photoCount: number) => Recipe } = {
  automatic: ({ target = 'phone' }, photoCount) => chooseRecipe(target, photoCount),
  static: (chosen) => ({ options: { ...carefulStatic, goal: null, ...chosen }, reason: byChoice }),
  dynamic: (chosen) => ({ options: { keepFloat: nothingKept, ...chosen }, reason: byChoice }),
  'weight-only': (chosen) => ({ options: { keepFloat: nothingKept, ...chosen }, reason: byChoice }),
  float16: (chosen) => ({ options: { keepFloat: nothingKept, ...chosen }, reason: byChoice }),
}

/** Every setting for what was asked for, given the number of photos that can be used. */
export function recipeOf(chosen: QuantizeRecipe, photoCount: number): Recipe {
  const recipe = recipes[chosen.kind] as (chosen: QuantizeRecipe, photoCount: number) => Recipe
  return recipe(chosen, photoCount)
}
