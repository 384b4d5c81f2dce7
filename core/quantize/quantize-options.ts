import type { StaticOptions } from './forms/static-options'
import type { KeepFloat } from './keep-float'

/** What the search for layers to keep in float has to reach on the photos it checks. */
export type Goal =
  /** Mean agreement with the float model, 0..1. */
  | { readonly kind: 'agreement'; readonly atLeast: number }
  /** Points (hundredths) of correctness lost against the labels of the photos. */
  | { readonly kind: 'loss'; readonly atMostPoints: number }

/** `goal` null: no layer is kept in float for the sake of quality. */
export type QuantizeOptions =
  | (StaticOptions & { readonly goal: Goal | null })
  | { readonly kind: 'dynamic'; readonly keepFloat: KeepFloat }
  | { readonly kind: 'weight-only'; readonly keepFloat: KeepFloat }
  | { readonly kind: 'float16'; readonly form: 'storage' | 'full'; readonly keepFloat: KeepFloat }
