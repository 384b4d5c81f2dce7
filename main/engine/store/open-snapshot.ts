import { Connection } from './connection'
import { Store } from './store'

/**
 * The project as it is now, for reading while others go on writing: nothing that is written later is seen (a read transaction over the
 * write-ahead log, sqlite.org/isolation.html). To be closed soon, since the log grows for as long as it is open. Throws `cannot-read`, `busy`.
 */
export function openSnapshot({ connection: { path } }: Store): Store {
  const connection = new Connection(path)
  try {
    connection.pragma('query_only = ON')
    connection.script('BEGIN')
    // The snapshot is taken by the first read, not by BEGIN.
    connection.value('SELECT count(*) FROM sqlite_schema')
    return new Store(connection, { release: () => undefined })
  } catch (error) {
    connection.close()
    throw error
  }
}
