import type { QuantizeRecipe } from '#core/contract/models'

type Static = Extract<QuantizeRecipe, { kind: 'static' }>
export type RecipeTarget = NonNullable<Extract<QuantizeRecipe, { kind: 'automatic' }>['target']>
export type RecipeForm = Exclude<QuantizeRecipe['kind'], 'automatic'>

/** Every setting of every form, so that a change of the form loses none. */
export interface RecipeDraft {
  readonly by: 'automatic' | 'hand'
  readonly target: RecipeTarget
  readonly form: RecipeForm
  readonly activations: NonNullable<Static['activations']>
  readonly weightBits: '8' | '7'
  readonly ranges: NonNullable<Static['ranges']>['kind']
  /** Of the values seen, for ranges by percentile. */
  readonly rangePercent: number
  readonly equalisation: NonNullable<Static['equalisation']>['kind']
  /** Percent of the full factor. */
  readonly equalisationPercent: number
  readonly scales: NonNullable<Static['scales']>
  readonly rounding: NonNullable<Static['rounding']>
  readonly bias: NonNullable<Static['bias']>
  readonly momentPhotos: number
  readonly goal: 'none' | 'agreement'
  readonly goalPercent: number
  readonly float16: 'storage' | 'full'
  /** Names of nodes, one a line or with commas between. */
  readonly floatNodes: string
  readonly floatOperators: string
}

/** As the automatic recipe for a phone chooses. */
export const initialDraft: RecipeDraft = {
  by: 'automatic',
  target: 'phone',
  form: 'static',
  activations: 'asymmetric-uint8',
  weightBits: '8',
  ranges: 'mean-squared-error',
  rangePercent: 99,
  equalisation: 'channels',
  equalisationPercent: 60,
  scales: 'least-error',
  rounding: 'compensated',
  bias: 'corrected',
  momentPhotos: 100,
  goal: 'none',
  goalPercent: 95,
  float16: 'storage',
  floatNodes: '',
  floatOperators: '',
}

const forms: { readonly [Form in RecipeForm]: (draft: RecipeDraft) => Extract<QuantizeRecipe, { kind: Form }> } = {
  static: (draft) => ({
    kind: 'static',
    activations: draft.activations,
    weightBits: draft.weightBits === '7' ? 7 : 8,
    ranges: draft.ranges === 'percentile' ? { kind: 'percentile', percent: draft.rangePercent } : { kind: draft.ranges },
    equalisation: draft.equalisation === 'channels' ? { kind: 'channels', strength: draft.equalisationPercent / 100 } : { kind: 'none' },
    scales: draft.scales,
    rounding: draft.rounding,
    bias: draft.bias,
    momentPhotos: draft.momentPhotos,
    keepFloat: keptFloat(draft),
    goal: draft.goal === 'agreement' ? { kind: 'agreement', atLeast: draft.goalPercent / 100 } : null,
  }),
  dynamic: (draft) => ({ kind: 'dynamic', keepFloat: keptFloat(draft) }),
  'weight-only': (draft) => ({ kind: 'weight-only', keepFloat: keptFloat(draft) }),
  float16: (draft) => ({ kind: 'float16', form: draft.float16, keepFloat: keptFloat(draft) }),
}

/** What the engine is asked to do. */
export function recipeOfDraft(draft: RecipeDraft): QuantizeRecipe {
  return draft.by === 'automatic' ? { kind: 'automatic', target: draft.target } : forms[draft.form](draft)
}

function keptFloat({ floatNodes, floatOperators }: RecipeDraft): { nodes: string[]; opTypes: string[] } {
  return { nodes: words(floatNodes), opTypes: words(floatOperators) }
}

function words(text: string): string[] {
  return text.split(/[\n,]/).map((word) => word.trim()).filter((word) => word !== '')
}
