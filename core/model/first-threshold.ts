/** The score from which findings are shown until a person moves the slider. */
export const firstThreshold = 0.5
