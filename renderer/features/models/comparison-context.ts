import { createContext, type ReactNode } from 'react'
import type { PhotoId } from '#core/model/photo'

/** How two models answer one photo, drawn side by side; both have to have seen it. */
export type Comparison = (photoId: PhotoId, modelIds: readonly [string, string]) => ReactNode

/** Given by the frame of the window, which knows the feature that draws it. */
export const ComparisonContext = createContext<Comparison>(() => null)
