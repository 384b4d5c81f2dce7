import type { Connection } from '../connection'

/** What model versions were measured to be worth. */
export function evaluations(connection: Connection): void {
  connection.script(`
    CREATE TABLE evaluations (
      evaluation_id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,              -- running, done, failed, cancelled
      evaluation_order TEXT NOT NULL,
      started_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      error TEXT,
      report TEXT                       -- JSON; null before the end
    ) STRICT;

    CREATE TABLE evaluation_differences (
      evaluation_id INTEGER NOT NULL REFERENCES evaluations (evaluation_id) ON DELETE CASCADE,
      rank INTEGER NOT NULL,            -- 0 is the worst
      photo_id INTEGER NOT NULL,        -- as it was then: the photo may have been removed since
      relative_path TEXT NOT NULL,
      model_id TEXT NOT NULL,
      agreement REAL NOT NULL,
      truth TEXT NOT NULL,
      said TEXT NOT NULL,
      reference_said TEXT NOT NULL,
      score REAL,
      reference_score REAL,
      PRIMARY KEY (evaluation_id, rank)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evaluation_differences_by_model ON evaluation_differences (evaluation_id, model_id, rank);
  `)
}
