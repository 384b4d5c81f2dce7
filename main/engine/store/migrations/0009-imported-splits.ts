import type { Connection } from '../connection'

/** The part of a data set that a photo came in with. Of several imports that tell one, the newest counts. */
export function importedSplits(connection: Connection): void {
  connection.script(`
    CREATE TABLE imported_splits (
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      import_id INTEGER NOT NULL,
      part TEXT NOT NULL CHECK (part IN ('train','val','test')),
      step_id INTEGER,                  -- what takes it back; null until the import is taken
      PRIMARY KEY (photo_id, import_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX imported_splits_by_import ON imported_splits (import_id);
    CREATE INDEX imported_splits_by_step ON imported_splits (step_id);
  `)
}
