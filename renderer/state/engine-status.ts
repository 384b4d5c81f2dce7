import { create } from 'zustand'
import type { EngineStatus } from '#core/contract/shell'

/** What the desktop shell last said about the engine. */
export const useEngineStatus = create<EngineStatus>()(() => ({ state: 'starting', message: null }))

export function setEngineStatus(status: EngineStatus): void {
  useEngineStatus.setState(status, true)
}
