import type { Connection } from '../connection'

/** What went to phones, and what was measured there. */
export function phones(connection: Connection): void {
  connection.script(`
    CREATE TABLE phone_pushes (
      push_id INTEGER PRIMARY KEY AUTOINCREMENT,
      serial TEXT NOT NULL,
      phone TEXT NOT NULL,              -- its name for people
      model_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_sha256 TEXT NOT NULL,
      folder TEXT NOT NULL,             -- full path on the phone
      bytes INTEGER NOT NULL,
      state TEXT NOT NULL,              -- sent, failed, cancelled
      error TEXT,
      ended_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX phone_pushes_by_serial ON phone_pushes (serial, push_id);

    CREATE TABLE phone_measurements (
      measurement_id INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,             -- app_process, app or browser: figures of these must not be mixed
      serial TEXT,                      -- null for a browser
      phone TEXT NOT NULL,
      model_id TEXT NOT NULL,
      model_sha256 TEXT NOT NULL,
      format TEXT NOT NULL,
      measured_at_ms INTEGER NOT NULL,
      p50_ms REAL NOT NULL,
      result TEXT NOT NULL              -- JSON: everything measured, parity with the golden photos, facts of the phone
    ) STRICT;
    CREATE INDEX phone_measurements_by_model ON phone_measurements (model_sha256, measured_at_ms);
  `)
}
