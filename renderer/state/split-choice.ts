import { create } from 'zustand'
import type { SplitOrder } from '#core/contract/datasets'

/** How photos are dealt out to training, validation and test: one choice for the preview and for exports. */
export const useSplitChoice = create<SplitOrder>()(() => ({ seed: 1, shares: { train: 80, val: 10, test: 10 } }))

export function setSplitChoice(split: SplitOrder): void {
  useSplitChoice.setState(split)
}
