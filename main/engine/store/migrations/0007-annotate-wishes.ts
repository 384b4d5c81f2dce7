import type { Connection } from '../connection'

/** Folders whose photos are to be predicted as soon as they are scanned. */
export function annotateWishes(connection: Connection): void {
  connection.script(`
    CREATE TABLE annotate_wishes (
      folder_id INTEGER PRIMARY KEY REFERENCES folders ON DELETE CASCADE
    ) STRICT;
  `)
}
