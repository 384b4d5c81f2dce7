import { AppError } from '#core/contract/errors'
import { labelFormats } from '#core/formats/labels/formats'
import type { LabelFormat, LabelWriter } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'

export interface WritableFormat extends LabelFormat {
  readonly writer: LabelWriter
}

export interface ReadableFormat extends LabelFormat {
  readonly read: NonNullable<LabelFormat['read']>
}

function isWritable(format: LabelFormat): format is WritableFormat {
  return format.writer !== null
}

function isReadable(format: LabelFormat): format is ReadableFormat {
  return format.read !== null
}

/** Throws `bad-input` for an unknown format or one that is only read. */
export function writableFormat(id: string): WritableFormat {
  return chosen(id, labelFormats.filter(isWritable), 'written')
}

function chosen<Format extends LabelFormat>(id: string, formats: readonly Format[], verb: string): Format {
  const format = formats.find((candidate) => candidate.id === id)
  if (format !== undefined) return format
  throw new AppError('bad-input', `There is no format "${id}" that can be ${verb}.`, { hint: `Formats: ${formats.map((each) => each.id).join(', ')}.` })
}

export interface FoundFormat {
  readonly format: ReadableFormat
  /** The label files. */
  readonly files: readonly string[]
}

/**
 * The formats the contents of a tree speak for, the likeliest first; of one asked for that one alone. Throws `bad-input` with the
 * reason when there is none.
 */
export function formatsOf(outline: TreeOutline, formatId: string | undefined): readonly [FoundFormat, ...FoundFormat[]] {
  const readable = labelFormats.filter(isReadable)
  const asked = formatId === undefined ? readable : [chosen(formatId, readable, 'read')]
  const found: FoundFormat[] = []
  const reasons: string[] = []
  for (const format of asked) {
    const outcome = format.sniff(outline)
    if (outcome.applicable) found.push({ format, files: outcome.files })
    else reasons.push(`${format.name}: ${outcome.reason}`)
  }
  const [first, ...others] = found
  if (first !== undefined) return [first, ...others]
  const reason = reasons.length === 1 ? ` ${reasons[0] ?? ''}.` : ''
  throw new AppError('bad-input', `No labels were found in these ${outline.size} files.${reason}`, {
    hint: `Known are ${readable.map(({ name }) => name).join(', ')}.`,
  })
}
