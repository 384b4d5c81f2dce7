import type { QueryClient } from '@tanstack/react-query'
import type { EngineStatus } from '#core/contract/shell'
import type { EngineConnection } from './engine-connection'
import { onEnginePort } from './engine-port'
import { setEngineStatus } from './engine-status'
import { presentError } from './notices'
import { shell } from './shell'

/** Keeps the connection on the engine that is running: asks for a port when one is ready, tells when none will come. */
export function linkEngine(connection: EngineConnection, client: QueryClient): void {
  let attachedBefore = false
  onEnginePort((port) => {
    connection.attach(port)
    if (attachedBefore) void client.invalidateQueries()
    attachedBefore = true
  })
  const follow = (status: EngineStatus): void => {
    setEngineStatus(status)
    if (status.state === 'ready') shell().requestEnginePort()
    if (status.state === 'gave-up' || status.state === 'failed') connection.giveUp(status.message ?? 'The engine stopped and does not start again.')
  }
  shell().onEngineStatus(follow)
  shell().engineStatus().then(follow, presentError)
}
