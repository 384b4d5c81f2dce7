import type { UnreadableModel } from '#core/contract/models'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

const none: readonly UnreadableModel[] = []

/** Folders of models made here that cannot be read. */
export function useUnreadableModels(): readonly UnreadableModel[] {
  return useEngineQuery('model.unreadable', {}).data ?? none
}

export function useModelCommands() {
  return { remove: useCommand('model.remove') }
}
