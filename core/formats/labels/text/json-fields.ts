import { RecordError } from '#core/formats/labels/record-error'

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** True for a list of finite numbers. */
export function isNumbers(value: unknown): value is number[] {
  if (!Array.isArray(value)) return false
  for (let at = 0; at < value.length; at++) if (!Number.isFinite(value[at])) return false
  return true
}

/** The value as an object. Throws RecordError. */
export function objectOf(value: unknown, field: string): JsonObject {
  if (isObject(value)) return value
  throw new RecordError(field, 'is not an object')
}

/** A field that is a list; missing counts as empty. Throws RecordError. */
export function listField(entry: JsonObject, field: string): readonly unknown[] {
  const value = entry[field]
  if (value === undefined || value === null) return []
  if (isList(value)) return value
  throw new RecordError(`.${field}`, 'is not a list')
}

/** A field that is a finite number, or such a number as text. Throws RecordError. */
export function numberField(entry: JsonObject, field: string): number {
  const written = entry[field]
  const value = typeof written === 'string' && written.trim() !== '' ? Number(written) : written
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new RecordError(`.${field}`, written === undefined ? 'is missing' : 'is not a number')
}

/** A field that is a whole number, or one as text. Throws RecordError. */
export function integerField(entry: JsonObject, field: string): number {
  const written = entry[field]
  const value = typeof written === 'string' && /^-?\d+$/.test(written) ? Number(written) : written
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new RecordError(`.${field}`, 'is not a whole number')
}

/** A field that is text and not empty. Throws RecordError. */
export function textField(entry: JsonObject, field: string): string {
  const value = entry[field]
  if (typeof value === 'string' && value !== '') return value
  throw new RecordError(`.${field}`, 'is not text')
}

/** Width and height when both are positive whole numbers, else null. */
export function sizeOf(width: unknown, height: unknown): { width: number; height: number } | null {
  const w = Number(width)
  const h = Number(height)
  return Number.isSafeInteger(w) && Number.isSafeInteger(h) && w > 0 && h > 0 ? { width: w, height: h } : null
}

/** The entries of an object that can be kept as attributes of a label. */
export function attributesOf(value: unknown): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {}
  if (!isObject(value)) return kept
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry === 'string' || typeof entry === 'boolean' || (typeof entry === 'number' && Number.isFinite(entry))) kept[name] = entry
  }
  return kept
}
