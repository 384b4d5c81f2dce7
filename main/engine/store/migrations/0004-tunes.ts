import type { Connection } from '../connection'

/** Trainings on the labels of this project. */
export function tunes(connection: Connection): void {
  connection.script(`
    CREATE TABLE tunes (
      tune_id INTEGER PRIMARY KEY AUTOINCREMENT, -- names the folder of its checkpoint
      state TEXT NOT NULL,              -- running, interrupted, stopped, done, failed
      tune_order TEXT NOT NULL,
      data_sha256 TEXT,                 -- photos, labels and split it began with; null before they were looked at
      started_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      error TEXT,
      epochs_done INTEGER NOT NULL DEFAULT 0,
      model_id TEXT,
      report TEXT
    ) STRICT;
  `)
}
