import { QueryClient } from '@tanstack/react-query'
import { AppError } from '#core/contract/errors'

const attemptsAfterRestart = 5

/** Answers stay fresh until an event says otherwise; only a stopped engine is a reason to ask again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 2 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => error instanceof AppError && error.code === 'engine-stopped' && failures < attemptsAfterRestart,
        retryDelay: 300,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
