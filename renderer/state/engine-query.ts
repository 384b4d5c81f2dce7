import { keepPreviousData, useQuery, type QueryClient, type QueryFunctionContext, type UseQueryResult } from '@tanstack/react-query'
import type { CommandArguments, CommandName, CommandResult, EngineClient } from '#core/contract/index'
import { useEngineAccess } from './engine-context'

/** The cache key of a command's answer. */
export function engineKey<N extends CommandName>(name: N, args: CommandArguments<N>): readonly [N, CommandArguments<N>] {
  return [name, args]
}

/** A command as a cached query; the same command with the same arguments is asked once. */
export function engineQuery<N extends CommandName>(engine: EngineClient, name: N, args: CommandArguments<N>) {
  return {
    queryKey: engineKey(name, args),
    queryFn: ({ signal }: QueryFunctionContext): Promise<CommandResult<N>> => engine.call(name, args, { signal }),
  }
}

interface EngineQueryOptions {
  readonly enabled?: boolean
  /** Shows the answer to the previous arguments until the new one is there. */
  readonly whileLoading?: 'keep-previous'
}

/** The answer of a command, kept fresh by the engine's events. */
export function useEngineQuery<N extends CommandName>(
  name: N,
  args: CommandArguments<N>,
  options: EngineQueryOptions = {},
): UseQueryResult<CommandResult<N>> {
  const { engine } = useEngineAccess()
  return useQuery<CommandResult<N>>({
    ...engineQuery(engine, name, args),
    enabled: options.enabled ?? true,
    ...(options.whileLoading === 'keep-previous' ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Marks every answer of the named commands as old; those on screen are asked again. */
export function refresh(client: QueryClient, names: readonly (CommandName | 'photo.card')[]): void {
  for (const name of names) void client.invalidateQueries({ queryKey: [name] })
}
