import { Connection } from './connection'
import { Store } from './store'

/**
 * A second connection of this process to a project that it has open, for a thread of its own: it reads and writes beside the
 * first one. The project's lock stays with the first. Throws what opening a connection throws.
 */
export function openBeside(path: string): Store {
  const connection = new Connection(path)
  connection.configure()
  return new Store(connection, { release: () => undefined })
}
