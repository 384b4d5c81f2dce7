import type { Connection } from '../connection'

/** Imports of labels as steps that can be undone; what photos look like. */
export function importsAndFingerprints(connection: Connection): void {
  connection.script(`
    -- The list of kinds grows: it stands in the code alone. A new table would take the rows that hang on the old one along.
    ALTER TABLE edit_steps ADD COLUMN step_kind TEXT NOT NULL DEFAULT '';
    UPDATE edit_steps SET step_kind = kind;
    ALTER TABLE edit_steps DROP COLUMN kind;
    ALTER TABLE edit_steps RENAME COLUMN step_kind TO kind;

    -- Classes that a step made: its undo takes those away that nobody uses by then.
    CREATE TABLE step_added_classes (
      step_id INTEGER NOT NULL REFERENCES edit_steps ON DELETE CASCADE,
      class_id INTEGER NOT NULL,
      PRIMARY KEY (step_id, class_id)
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE imports (
      import_id INTEGER PRIMARY KEY AUTOINCREMENT, -- origins of labels name it
      format TEXT NOT NULL,
      source TEXT NOT NULL,             -- what the person chose
      made_at_ms INTEGER NOT NULL
    ) STRICT;
    -- Labels on their way in: they count only once all of them are here and are moved in one transaction.
    CREATE TABLE staged_labels (
      import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
      label_id TEXT NOT NULL,
      photo_id INTEGER NOT NULL,
      class_name TEXT NOT NULL,
      kind TEXT NOT NULL,
      geometry TEXT,
      mask_width INTEGER,
      mask_height INTEGER,
      mask BLOB,
      origin TEXT NOT NULL,
      object_group INTEGER,
      attributes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX staged_labels_by_import ON staged_labels (import_id, photo_id);
    CREATE TABLE staged_reviews (
      import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
      photo_id INTEGER NOT NULL,
      review_state TEXT NOT NULL,
      PRIMARY KEY (import_id, photo_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE staged_classes (
      import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
      class_name TEXT NOT NULL,
      class_id INTEGER NOT NULL,
      PRIMARY KEY (import_id, class_name)
    ) WITHOUT ROWID, STRICT;

    -- By content, so that a copy or a renamed photo has it already.
    CREATE TABLE fingerprints (
      content_hash TEXT PRIMARY KEY,
      method INTEGER NOT NULL,
      bits BLOB                         -- 8 bytes; null for a picture without detail or one that cannot be decoded
    ) WITHOUT ROWID, STRICT;
  `)
}
