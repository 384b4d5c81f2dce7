import type { Connection } from '../connection'

/** Photos, scans, models, runs, predictions, labels, jobs' journal, settings. */
export function firstSchema(connection: Connection): void {
  connection.script(`
    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL               -- JSON
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE folders (
      folder_id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,        -- absolute
      added_at_ms INTEGER NOT NULL,
      last_scan_at_ms INTEGER
    ) STRICT;

    CREATE TABLE photos (
      photo_id INTEGER PRIMARY KEY,
      folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
      relative_path TEXT NOT NULL,      -- with "/"
      directory TEXT NOT NULL,          -- relative_path without the file name, "" at the top
      name TEXT NOT NULL,
      sort_key TEXT NOT NULL,           -- of relative_path, so that "img2" comes before "img10"
      search_key TEXT NOT NULL,         -- relative_path without case and accents
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('listed','present','missing','refused','damaged')),
      format TEXT,
      width INTEGER NOT NULL DEFAULT 0, -- upright
      height INTEGER NOT NULL DEFAULT 0,
      orientation INTEGER NOT NULL DEFAULT 1,
      content_hash TEXT,                -- sha256, hex
      notes TEXT NOT NULL DEFAULT '[]', -- JSON array
      code TEXT,                        -- why not present
      reason TEXT,
      review_state TEXT NOT NULL DEFAULT 'unreviewed'
        CHECK (review_state IN ('unreviewed','in-progress','reviewed','reviewed-empty')),
      added_at_ms INTEGER NOT NULL,
      seen_scan INTEGER NOT NULL,       -- number of the scan that saw it last
      UNIQUE (folder_id, relative_path)
    ) STRICT;
    CREATE INDEX photos_by_hash ON photos (content_hash);
    CREATE INDEX photos_by_sort_key ON photos (sort_key);
    CREATE INDEX photos_by_modified ON photos (modified_ms);
    CREATE INDEX photos_by_directory ON photos (folder_id, directory);
    CREATE INDEX photos_by_state ON photos (state);

    -- Files that were found and are no photos at all, with the reason.
    CREATE TABLE skipped_files (
      folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
      relative_path TEXT NOT NULL,
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      seen_scan INTEGER NOT NULL,
      PRIMARY KEY (folder_id, relative_path)
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE scans (
      scan_id INTEGER PRIMARY KEY,
      folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
      started_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      state TEXT NOT NULL CHECK (state IN ('running','done','failed','cancelled','interrupted')),
      found INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- One row per model file ever used: predictions keep pointing at the very bytes that made them.
    CREATE TABLE models (
      model_key INTEGER PRIMARY KEY,
      model_id TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      task TEXT NOT NULL CHECK (task IN ('classification','detection','segmentation')),
      card TEXT NOT NULL,               -- JSON, as it was
      UNIQUE (model_id, sha256)
    ) STRICT;
    CREATE TABLE model_classes (
      model_key INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
      class_index INTEGER NOT NULL,
      class_id INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (model_key, class_index)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX model_classes_by_name ON model_classes (name);

    CREATE TABLE runs (
      run_id INTEGER PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('running','paused','interrupted','done','cancelled')),
      redo TEXT NOT NULL CHECK (redo IN ('missing','failed','all')),
      scope TEXT NOT NULL,              -- JSON, what the person chose
      listed_to INTEGER,                -- photos up to this one are in the journal; null once all are
      created_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      total INTEGER NOT NULL DEFAULT 0, -- photo and model pairs, kept in step with run_items
      done INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE run_models (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      model_key INTEGER NOT NULL REFERENCES models,
      settings TEXT NOT NULL,           -- JSON, canonical: what post-processing used
      PRIMARY KEY (run_id, model_key)
    ) WITHOUT ROWID, STRICT;
    -- The journal: a photo and model pair is open until its row says done or failed.
    CREATE TABLE run_items (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      model_key INTEGER NOT NULL,
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      state INTEGER NOT NULL DEFAULT 0, -- 0 open, 1 done, 2 failed, 3 was in hand when the engine died
      code TEXT,                        -- why it failed
      reason TEXT,
      PRIMARY KEY (run_id, photo_id, model_key)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX run_items_open ON run_items (run_id, state, photo_id, model_key);
    CREATE INDEX run_items_by_photo ON run_items (photo_id);
    -- Photos handed out and not finished, and how often the engine died over them.
    CREATE TABLE run_in_hand (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      in_hand INTEGER NOT NULL,         -- 1 now, 0 put back to be tried alone
      deaths INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (run_id, photo_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX run_in_hand_by_photo ON run_in_hand (photo_id);

    -- The newest answer of a model file to a photo. A failure is an answer too.
    CREATE TABLE predictions (
      prediction_id INTEGER PRIMARY KEY,
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      model_key INTEGER NOT NULL REFERENCES models,
      settings TEXT NOT NULL,
      content_hash TEXT NOT NULL,       -- of the bytes the model saw
      status TEXT NOT NULL CHECK (status IN ('done','failed')),
      code TEXT,
      reason TEXT,
      run_id INTEGER,
      made_at_ms INTEGER NOT NULL,
      elapsed_ms REAL NOT NULL,
      score REAL,                       -- best tag or box, largest non-background share
      uncertainty REAL,                 -- see core/metrics/prediction-summary
      UNIQUE (photo_id, model_key)
    ) STRICT;
    CREATE INDEX predictions_by_score ON predictions (model_key, score, photo_id);
    CREATE INDEX predictions_by_uncertainty ON predictions (model_key, uncertainty, photo_id);
    CREATE INDEX predictions_done ON predictions (photo_id, model_key) WHERE status = 'done';
    CREATE INDEX predictions_failed ON predictions (model_key, photo_id) WHERE status = 'failed';

    CREATE TABLE predicted_tags (
      prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      class_index INTEGER NOT NULL,
      score REAL NOT NULL,
      PRIMARY KEY (prediction_id, rank)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE predicted_boxes (
      prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      class_index INTEGER NOT NULL,
      score REAL NOT NULL,
      x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
      PRIMARY KEY (prediction_id, rank)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE predicted_masks (
      prediction_id INTEGER PRIMARY KEY REFERENCES predictions ON DELETE CASCADE,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      mask BLOB NOT NULL                -- packed class indices, see core/geometry/mask-codec
    ) STRICT;
    CREATE TABLE predicted_areas (
      prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      class_index INTEGER NOT NULL,
      fraction REAL NOT NULL,
      PRIMARY KEY (prediction_id, class_index)
    ) WITHOUT ROWID, STRICT;
    -- The best score of each class on each photo: what filters, search and counts read instead of millions of boxes.
    CREATE TABLE predicted_classes (
      model_key INTEGER NOT NULL,
      class_index INTEGER NOT NULL,
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      score REAL NOT NULL,
      PRIMARY KEY (model_key, class_index, photo_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX predicted_classes_by_score ON predicted_classes (model_key, class_index, score, photo_id);
    CREATE INDEX predicted_classes_by_photo ON predicted_classes (photo_id, model_key);

    -- Human labels live apart from predictions; a run never writes here.
    CREATE TABLE label_classes (
      class_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      color TEXT NOT NULL,
      key TEXT,
      position INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE labels (
      label_id INTEGER PRIMARY KEY,
      photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
      class_id INTEGER NOT NULL REFERENCES label_classes,
      kind TEXT NOT NULL CHECK (kind IN ('tag','box','polygon','mask')),
      geometry TEXT,                    -- JSON in upright pixels; null for a tag or a mask
      mask BLOB,
      origin TEXT NOT NULL,             -- JSON: person, model and score, or import file
      created_at_ms INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX labels_by_photo ON labels (photo_id);
    CREATE INDEX labels_by_class ON labels (class_id, photo_id);
  `)
}
