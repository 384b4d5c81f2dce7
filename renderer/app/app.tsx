import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { EngineContext, type EngineAccess } from '../state/engine-context'
import { ErrorBoundary } from './error-boundary'
import { Shell } from './shell'

interface AppProps {
  readonly access: EngineAccess
  readonly client: QueryClient
}

/** Everything the parts of the window share. */
export function App({ access, client }: AppProps) {
  return (
    <ErrorBoundary>
      <EngineContext value={access}>
        <QueryClientProvider client={client}>
          <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
            <Shell />
          </Tooltip.Provider>
        </QueryClientProvider>
      </EngineContext>
    </ErrorBoundary>
  )
}
