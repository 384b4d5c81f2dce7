/** How the last blocks of a model are trained. */
export interface BlocksPlan {
  readonly epochs: number
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number
  /** Step in shares of the size of the weights. */
  readonly rate: number
}

/** Small steps: the blocks know much already, and photos are few. */
export const blocksPlan: BlocksPlan = { epochs: 16, patience: 4, rate: 3e-4 }
