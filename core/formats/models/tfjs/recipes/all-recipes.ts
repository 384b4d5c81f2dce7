import { deeplabRecipe } from './deeplab-recipe'
import { mobilenetRecipe } from './mobilenet-recipe'
import type { TfRecipe } from './recipe'
import { ssdliteRecipe } from './ssdlite-recipe'

/** Tried in this order: the most particular structure first. */
export const allRecipes: readonly TfRecipe[] = [ssdliteRecipe, deeplabRecipe, mobilenetRecipe]
