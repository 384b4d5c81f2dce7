import type { SourceLens } from './deepening'

/** The lens of frozen blocks: features are as they are stored. */
export const throughNothing: SourceLens = (stored) => stored
