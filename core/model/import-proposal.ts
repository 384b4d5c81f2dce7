import type { ImportChoices } from '#core/model/import-choices'
import type { ClassLabel } from '#core/model/model-card'

/** A tensor at the border of a model file; unknown extents are null. */
export interface BorderTensor {
  readonly name: string
  readonly dataType: string
  readonly dims: readonly (number | null)[] | null
}

/** What a file leaves open. */
export interface ImportDoubt {
  readonly about: 'scaling' | 'labels' | 'reading' | 'size'
  /** One sentence. */
  readonly sentence: string
}

/** How a model file seems to work, for a person to confirm. */
export interface ImportProposal {
  readonly inputs: readonly BorderTensor[]
  readonly outputs: readonly BorderTensor[]
  readonly choices: ImportChoices
  /** Classes the outputs tell apart; null when the shapes do not say. */
  readonly classCount: number | null
  /** Number of the first class. */
  readonly firstClass: number
  /** Labels found in the file; empty when there are none. */
  readonly labels: readonly ClassLabel[]
  /** Why the choices were made, one sentence each. */
  readonly reasons: readonly string[]
  readonly doubts: readonly ImportDoubt[]
}
