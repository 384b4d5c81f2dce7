import type { PhonePush } from '#core/contract/phones'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
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

interface MeasurementRow {
  readonly id: number
  readonly result: string
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

  addMeasurement(measurement: Omit<PhoneMeasurement, 'id'>): PhoneMeasurement {
    const { source, serial, phone, modelId, modelSha256, format, measuredAtMs, p50Ms } = measurement
    this.#connection.run(
      `INSERT INTO phone_measurements (source, serial, phone, model_id, model_sha256, format, measured_at_ms, p50_ms, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [source, serial, phone, modelId, modelSha256, format, measuredAtMs, p50Ms, JSON.stringify(measurement)],
    )
    const id = this.#connection.value<number>('SELECT max(measurement_id) FROM phone_measurements') ?? 0
    return { id, ...measurement }
  }

  /** Newest first; of models with these bytes, or of all. */
  measurements(modelSha256: string | null): PhoneMeasurement[] {
    const columns = 'SELECT measurement_id AS id, result FROM phone_measurements'
    const rows =
      modelSha256 === null
        ? this.#connection.all<MeasurementRow>(`${columns} ORDER BY measurement_id DESC LIMIT ?`, [mostRows])
        : this.#connection.all<MeasurementRow>(`${columns} WHERE model_sha256 = ? ORDER BY measurement_id DESC LIMIT ?`, [modelSha256, mostRows])
    return rows.map(({ id, result }) => ({ ...(JSON.parse(result) as Omit<PhoneMeasurement, 'id'>), id }))
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
