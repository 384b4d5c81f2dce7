import type { Connection } from '../connection'

/** The part of a data set a photo came in with: train, val or test. The newest import that tells one decides. */
export function importedSplits(connection: Connection): void {
  connection.script(`
    CREATE TABLE imported_splits (
      photo_id INTEGER PRIMARY KEY REFERENCES photos ON DELETE CASCADE,
      part TEXT NOT NULL CHECK (part IN ('train','val','test')),
      import_id INTEGER                 -- null when the import has been forgotten
    ) STRICT;
    CREATE INDEX imported_splits_by_part ON imported_splits (part, photo_id);
  `)
}
