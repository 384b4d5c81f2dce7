import type { PhonePush } from '#core/contract/phones'
import type { Connection } from './connection'

interface PushRow {
  readonly push_id: number
  readonly serial: string
  readonly phone: string
  readonly model_id: string
  readonly model_name: string
  readonly model_sha256: string
  readonly folder: string
  readonly bytes: number
  readonly state: PhonePush['state']
  readonly error: string | null
  readonly ended_at_ms: number
}

const mostRows = 500

/** What went to phones and what was measured there. */
export class PhoneStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  addPush(push: Omit<PhonePush, 'id'>): void {
    this.#connection.run(
      `INSERT INTO phone_pushes (serial, phone, model_id, model_name, model_sha256, folder, bytes, state, error, ended_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [push.serial, push.phone, push.modelId, push.modelName, push.modelSha256, push.folder, push.bytes, push.state, push.error, push.endedAtMs],
    )
  }

  /** Newest first; of one phone or of all. */
  pushes(serial: string | null): PhonePush[] {
    const rows =
      serial === null
        ? this.#connection.all<PushRow>('SELECT * FROM phone_pushes ORDER BY push_id DESC LIMIT ?', [mostRows])
        : this.#connection.all<PushRow>('SELECT * FROM phone_pushes WHERE serial = ? ORDER BY push_id DESC LIMIT ?', [serial, mostRows])
    return rows.map((row) => ({
      id: row.push_id,
      serial: row.serial,
      phone: row.phone,
      modelId: row.model_id,
      modelName: row.model_name,
      modelSha256: row.model_sha256,
      folder: row.folder,
      bytes: row.bytes,
      state: row.state,
      error: row.error,
      endedAtMs: row.ended_at_ms,
    }))
  }
}
