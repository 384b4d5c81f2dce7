import { createContext, use } from 'react'
import type { EngineClient } from '#core/contract/index'
import { AppError } from '#core/contract/errors'
import type { CardLoader } from './card-loader'
import type { LabelSession } from './labels/label-session'

/** What the queries work with; made once when the page starts. */
export interface EngineAccess {
  readonly engine: EngineClient
  readonly cards: CardLoader
  readonly labels: LabelSession
}

export const EngineContext = createContext<EngineAccess | null>(null)

/** For `state/` and `queries.ts` files only: components use their hooks. */
export function useEngineAccess(): EngineAccess {
  const access = use(EngineContext)
  if (access === null) throw new AppError('internal', 'The window has no engine connection.')
  return access
}
