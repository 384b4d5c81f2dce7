import { createContext, type ReactNode } from 'react'
import type { ModelCard } from '#core/model/model-card'

/** How a tuned version was trained and what it gained. */
export type TrainingReport = (card: ModelCard) => ReactNode

/** Given by the frame of the window, which knows the feature that draws it. */
export const TrainingContext = createContext<TrainingReport>(() => null)
