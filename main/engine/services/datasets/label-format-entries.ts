import { labelFormats } from '#core/formats/labels/formats'
import type { LabelFormatEntry } from '#core/model/dataset-reports'

/** Every exchange format with what it can hold, in the order they are offered. */
export function labelFormatEntries(): readonly LabelFormatEntry[] {
  return labelFormats.map(({ id, name, read, writer }) => ({
    id,
    name,
    canRead: read !== null,
    writes: writer === null ? null : { shapes: writer.capabilities.shapes, scores: writer.capabilities.scores !== 'none' },
  }))
}
