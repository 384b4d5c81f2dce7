import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { CommandArguments, CommandName, CommandResult } from '#core/contract/index'
import { useEngineAccess } from './engine-context'
import { presentError } from './notices'

/** A command that changes something; an error is shown to the person. */
export function useCommand<N extends CommandName>(name: N): UseMutationResult<CommandResult<N>, Error, CommandArguments<N>> {
  const { engine } = useEngineAccess()
  return useMutation<CommandResult<N>, Error, CommandArguments<N>>({ mutationFn: (args: CommandArguments<N>) => engine.call(name, args), onError: presentError })
}
