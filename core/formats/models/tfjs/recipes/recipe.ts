import type { FamilyId } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Tensor } from '#core/onnx/tensor'
import type { TfCut } from '../tf-cut'
import type { TfTopology } from '../tf-topology'

export interface TfRecipeMatch {
  readonly kind: 'match'
  readonly cut: TfCut
  /** Constants of the cut-off post-processing that the family's code needs, added to the graph as outputs of this name. */
  readonly constants: ReadonlyMap<string, Tensor>
}

export type TfRecipeResult = TfRecipeMatch | { readonly kind: 'not-applicable'; readonly reason: string }

/** How the models of one family are cut: found from the structure of the graph, never from names of nodes. */
export interface TfRecipe {
  readonly family: FamilyId
  /** `inputSize` overrides the size the graph itself shows. */
  readonly find: (topology: TfTopology, inputSize: SizePx | undefined) => TfRecipeResult
}

export function noMatch(reason: string): TfRecipeResult {
  return { kind: 'not-applicable', reason }
}
