import { createContext } from 'react'

/** What can be done with a version that was just trained. */
export interface TunedModelActions {
  annotate(modelId: string): void
  quantize(modelId: string): void
  compare(modelIds: readonly [parent: string, version: string]): void
  sendToPhone(modelId: string): void
}

/** Given by the frame of the window, which knows the features that do it. */
export const TunedModelActionsContext = createContext<TunedModelActions | null>(null)
