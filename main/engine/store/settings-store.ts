import { settingsShape, type Settings } from '#core/contract/project'
import type { Connection } from './connection'

/** What the project remembers between starts. */
export class SettingsStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** A value that no longer fits its type counts as not set. */
  read(): Settings {
    const rows = this.#connection.all<{ key: string; value: string }>('SELECT key, value FROM settings')
    const kept: Record<string, unknown> = {}
    for (const row of rows) {
      const parsed = settingsShape.safeParse({ [row.key]: JSON.parse(row.value) })
      if (parsed.success) Object.assign(kept, parsed.data)
    }
    return settingsShape.parse(kept)
  }

  merge(settings: Settings): void {
    this.#connection.transaction(() => {
      for (const [key, value] of Object.entries(settings)) {
        if (value === undefined) continue
        this.#connection.run('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
          key,
          JSON.stringify(value),
        ])
      }
    })
  }
}
