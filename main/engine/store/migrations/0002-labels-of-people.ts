import { randomUUID } from 'node:crypto'
import type { Connection } from '../connection'

/** Labels that can be edited, undone and filtered; what hangs on them; saved filters; agreement of models. */
export function labelsOfPeople(connection: Connection): void {
  connection.script(`
    ALTER TABLE labels RENAME TO earlier_labels;
    ALTER TABLE label_classes RENAME TO earlier_classes;
    DROP INDEX labels_by_photo;
    DROP INDEX labels_by_class;

    CREATE TABLE label_classes (
      class_id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: what undo remembers must not mean another class
      name TEXT NOT NULL UNIQUE,
      color TEXT NOT NULL,
      key TEXT UNIQUE,
      position INTEGER NOT NULL
    ) STRICT;
    INSERT INTO label_classes (class_id, name, color, key, position)
      SELECT class_id, name, color, CASE WHEN row_number() OVER (PARTITION BY key ORDER BY class_id) = 1 THEN key END, position
      FROM earlier_classes;

    CREATE TABLE labels (
      label_id TEXT PRIMARY KEY,        -- made by whoever makes the label
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      class_id INTEGER NOT NULL REFERENCES label_classes,
      kind TEXT NOT NULL CHECK (kind IN ('tag','box','polygon','mask')),
      geometry TEXT,                    -- JSON in upright pixels; null for a tag or a mask
      mask_width INTEGER,
      mask_height INTEGER,
      mask BLOB,                        -- packed, see core/geometry/mask-codec
      origin_kind TEXT NOT NULL CHECK (origin_kind IN ('person','model','import')),
      origin TEXT NOT NULL,             -- JSON
      locked INTEGER NOT NULL,
      object_group INTEGER,
      attributes TEXT NOT NULL,         -- JSON
      revision INTEGER NOT NULL,        -- goes up with every change by a person
      changed_at_ms INTEGER NOT NULL,
      CHECK ((kind = 'mask') = (mask IS NOT NULL AND mask_width IS NOT NULL AND mask_height IS NOT NULL)),
      CHECK ((kind IN ('box','polygon')) = (geometry IS NOT NULL))
    ) STRICT;
    CREATE INDEX labels_by_photo ON labels (photo_id);
    CREATE INDEX labels_by_class ON labels (class_id, photo_id, origin_kind);
    CREATE INDEX labels_by_origin ON labels (origin_kind, photo_id);

    -- Names a class had before it was renamed or merged: model classes of that name still mean it.
    CREATE TABLE class_aliases (
      name TEXT PRIMARY KEY,
      class_id INTEGER NOT NULL REFERENCES label_classes ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX class_aliases_by_class ON class_aliases (class_id);
    -- What a person chose; classes that are not here are matched by name.
    CREATE TABLE class_map (
      model_id TEXT NOT NULL,
      class_index INTEGER NOT NULL,
      class_id INTEGER REFERENCES label_classes ON DELETE CASCADE, -- null: not used
      PRIMARY KEY (model_id, class_index)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX class_map_by_class ON class_map (class_id);

    -- Kept apart from the answers, so that asking a model again loses nothing: a verdict holds for the same answer.
    CREATE TABLE label_verdicts (
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      model_key INTEGER NOT NULL REFERENCES models,
      rank INTEGER NOT NULL,            -- of the tag or box, class index of a mask
      verdict TEXT NOT NULL CHECK (verdict IN ('accepted','refused')),
      settings TEXT NOT NULL,           -- of the answer
      content_hash TEXT NOT NULL,       -- of the bytes the answer is about
      PRIMARY KEY (photo_id, model_key, rank)
    ) WITHOUT ROWID, STRICT;

    -- Steps that touched many photos, with what is needed to take them back.
    CREATE TABLE edit_steps (
      step_id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('accept-all','set-review','class-merge','class-remove')),
      title TEXT NOT NULL,
      made_at_ms INTEGER NOT NULL,
      labels INTEGER NOT NULL DEFAULT 0,
      photos INTEGER NOT NULL DEFAULT 0,
      class TEXT                        -- JSON: the class that went, with its names and what it was mapped to
    ) STRICT;
    CREATE TABLE step_added_labels (
      step_id INTEGER NOT NULL REFERENCES edit_steps ON DELETE CASCADE,
      label_id TEXT NOT NULL,
      photo_id INTEGER NOT NULL,
      model_key INTEGER NOT NULL,       -- whose prediction was accepted
      rank INTEGER NOT NULL,
      PRIMARY KEY (step_id, photo_id, label_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE step_moved_labels (
      step_id INTEGER NOT NULL REFERENCES edit_steps ON DELETE CASCADE,
      label_id TEXT NOT NULL,
      PRIMARY KEY (step_id, label_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE step_removed_labels (
      step_id INTEGER NOT NULL REFERENCES edit_steps ON DELETE CASCADE,
      label_id TEXT NOT NULL,
      photo_id INTEGER NOT NULL,
      class_id INTEGER NOT NULL,
      kind TEXT NOT NULL,
      geometry TEXT,
      mask_width INTEGER,
      mask_height INTEGER,
      mask BLOB,
      origin_kind TEXT NOT NULL,
      origin TEXT NOT NULL,
      locked INTEGER NOT NULL,
      object_group INTEGER,
      attributes TEXT NOT NULL,
      revision INTEGER NOT NULL,
      changed_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX step_removed_labels_by_step ON step_removed_labels (step_id);
    CREATE TABLE step_reviews (
      step_id INTEGER NOT NULL REFERENCES edit_steps ON DELETE CASCADE,
      photo_id INTEGER NOT NULL,
      before TEXT NOT NULL,
      after TEXT NOT NULL,
      PRIMARY KEY (step_id, photo_id)
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE saved_filters (
      filter_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      filter TEXT NOT NULL,             -- JSON
      sort TEXT NOT NULL                -- JSON
    ) STRICT;

    -- How far two answers to a photo say the same, 0..1; a new answer takes its rows along.
    CREATE TABLE agreements (
      first_key INTEGER NOT NULL,
      second_key INTEGER NOT NULL,
      photo_id INTEGER NOT NULL,
      first_prediction INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      second_prediction INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      agreement REAL NOT NULL,
      PRIMARY KEY (first_key, second_key, photo_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX agreements_in_order ON agreements (first_key, second_key, agreement, photo_id);
    CREATE INDEX agreements_by_first ON agreements (first_prediction);
    CREATE INDEX agreements_by_second ON agreements (second_prediction);

    CREATE INDEX photos_by_review ON photos (review_state, state);
  `)
  moveEarlierLabels(connection)
  connection.script('DROP TABLE earlier_labels; DROP TABLE earlier_classes')
}

interface EarlierLabel {
  readonly photo_id: number
  readonly class_id: number
  readonly kind: string
  readonly geometry: string | null
  readonly width: number | null
  readonly height: number | null
  readonly mask: Uint8Array | null
  readonly origin: string
  readonly updated_at_ms: number
}

/** A mask had the size of its photo, which now stands beside it. */
function moveEarlierLabels(connection: Connection): void {
  const rows = connection.all<EarlierLabel>(
    `SELECT photo_id, class_id, kind, CASE WHEN kind IN ('box','polygon') THEN geometry END AS geometry,
       CASE kind WHEN 'mask' THEN width END AS width, CASE kind WHEN 'mask' THEN height END AS height,
       CASE kind WHEN 'mask' THEN mask END AS mask, origin, updated_at_ms
     FROM earlier_labels JOIN photos USING (photo_id)
     WHERE (kind <> 'mask' OR (mask IS NOT NULL AND width > 0)) AND (kind NOT IN ('box','polygon') OR geometry IS NOT NULL)
     ORDER BY label_id`,
  )
  for (const row of rows) {
    connection.run(
      `INSERT INTO labels (label_id, photo_id, class_id, kind, geometry, mask_width, mask_height, mask, origin_kind, origin, locked, attributes,
         revision, changed_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce(? ->> 'kind', 'person'), ?, 0, '{}', 1, ?)`,
      [
        randomUUID(),
        row.photo_id,
        row.class_id,
        row.kind,
        row.geometry,
        row.width,
        row.height,
        row.mask,
        row.origin,
        row.origin,
        row.updated_at_ms,
      ],
    )
  }
}
