/** How many of the last inverted residual blocks can learn with the head. */
export const blockCounts = [1, 2, 3] as const
export type BlockCount = (typeof blockCounts)[number]

/** What of a model learns: its head alone, or its last blocks too. */
export type TuneDepth = 'head' | { readonly blocks: BlockCount }

/** 0 where the head learns alone. */
export function blocksOf(depth: TuneDepth): 0 | BlockCount {
  return depth === 'head' ? 0 : depth.blocks
}
