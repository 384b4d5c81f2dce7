import type { QueryClient } from '@tanstack/react-query'
import type { EngineStatus } from '#core/contract/shell'
import type { EngineConnection } from './engine-connection'
import { onEnginePort } from './engine-port'
import { setEngineStatus } from './engine-status'
import { presentError } from './notices'
import { shell } from './shell'

/**
 * Keeps the connection on the engine that is running: asks for a port when one is ready, tells when none will come.
 * Resolves with the first engine.
 */
export function linkEngine(connection: EngineConnection, client: QueryClient): Promise<void> {
  /** Whether queries may hold answers of an earlier engine, or failures because there was none. */
  let outdated = false
  /** The status of one engine is heard as news and as an answer, in either order: it gives one port all the same. */
  let isAsked = false
  const follow = (status: EngineStatus): void => {
    setEngineStatus(status)
    if (status.state === 'ready' && !isAsked) shell().requestEnginePort()
    isAsked = status.state === 'ready'
    if (status.state === 'starting') connection.expectEngine()
    if (status.state !== 'gave-up' && status.state !== 'failed') return
    connection.giveUp(status.message ?? 'The engine stopped and does not start again.')
    outdated = true
  }
  shell().onEngineStatus(follow)
  shell().engineStatus().then(follow, presentError)
  return new Promise((resolve) => {
    onEnginePort((port) => {
      connection.attach(port)
      if (outdated) void client.invalidateQueries()
      outdated = true
      resolve()
    })
  })
}
