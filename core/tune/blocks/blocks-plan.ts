/** How the last blocks of a model are trained. */
export const blocksPlan = {
  epochs: 16,
  /** Epochs without a better validation loss after which training ends. */
  patience: 4,
  /** Step in shares of the size of the weights. */
  rate: 3e-3,
  /** Size that weights near 0, as biases may be, are taken to have at least. */
  leastScale: 1e-3,
} as const
