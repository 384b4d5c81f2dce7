import { parseCountsText } from '#core/formats/labels/coco/coco-rle'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import { maskFromColumnCounts } from '#core/formats/labels/shapes/mask-pixels'
import { CsvReader, type CsvRow } from '#core/formats/labels/text/csv-rows'
import { attributesOf, sizeOf } from '#core/formats/labels/text/json-fields'
import { textPieces } from '#core/formats/labels/text/read-text'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetLabel, LabelShape, PolygonShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import type { CsvField } from './columns'
import { csvColumns } from './columns'

type Cells = (field: CsvField) => string

/** Reads tables of labels: our own, and those of VoTT, TensorFlow and others with corners in pixels. */
export async function readLabelCsv(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await readTable(session, file)
  return session.finish()
}

async function readTable(session: ReadSession, file: string): Promise<void> {
  const { builder } = session
  let columns: ReturnType<typeof csvColumns> = null
  let isFirst = true
  for await (const { cells, line } of rowsOf(session, file)) {
    if (isFirst) columns = csvColumns(cells)
    else if (columns !== null) takeRow(session, file, columns, cells, line)
    isFirst = false
    if (columns === null) break
  }
  if (columns === null) builder.refused(file, 'line 1', 'has no headings for image and class')
}

/** Row by row: the text of a large table is never held whole. */
async function* rowsOf({ request }: ReadSession, file: string): AsyncGenerator<CsvRow> {
  const reader = new CsvReader()
  let head = ''
  let isBegun = false
  for await (const piece of textPieces(request.tree, file)) {
    head += piece
    // The separator is told by the whole first line.
    if (!isBegun && !head.includes('\n')) continue
    isBegun = true
    yield* reader.push(head)
    head = ''
    await request.pause?.()
  }
  yield* reader.push(head)
  yield* reader.end()
}

function takeRow(session: ReadSession, file: string, columns: ReadonlyMap<CsvField, number>, cells: readonly string[], line: number): void {
  const cell: Cells = (field) => cells[columns.get(field) ?? -1]?.trim() ?? ''
  session.builder.record(file, `line ${line}`, () => readRow(session, file, `line ${line}`, cell))
}

function readRow(session: ReadSession, file: string, where: string, cell: Cells): void {
  const { builder } = session
  if (cell('image') === '') throw new RecordError('', 'names no image')
  if (cell('frame') === 'raw') builder.frame = 'raw'
  if (cell('labels') === 'predictions') builder.predictions = true
  const image = session.image(file, cell('image'), sizeOf(cell('width'), cell('height')))
  session.setSplit(image, splitOfPath(cell('split')) ?? splitOfPath(file))
  // A row without a class stands for a photo without labels.
  if (cell('class') === '' && cell('shape') === '') return
  const attributes = cell('attributes') === '' ? {} : attributesOf(parse(cell('attributes'), 'attributes'))
  const label: DatasetLabel = {
    className: cell('class'),
    shape: shapeOf(cell, image.size),
    ...(cell('score') === '' ? {} : { score: numberOf(cell('score'), 'score') }),
    ...(cell('crowd') === '1' ? { crowd: true } : {}),
    ...(cell('group') === '' ? {} : { group: numberOf(cell('group'), 'group') }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  builder.addLabel(image, label, file, where)
}

function shapeOf(cell: Cells, size: SizePx | null): LabelShape {
  if (cell('rings') !== '') return ringsOf(parse(cell('rings'), 'rings'))
  if (cell('runs') !== '') return runsOf(cell('runs'), size)
  if (cell('shape') === 'tag') return { kind: 'tag' }
  if (cell('left') !== '' || cell('right') !== '') {
    const [left, top, right, bottom] = (['left', 'top', 'right', 'bottom'] as const).map((field) => numberOf(cell(field), field)) as [number, number, number, number]
    return { kind: 'box', x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) }
  }
  if (cell('x') !== '') return { kind: 'box', x: numberOf(cell('x'), 'x'), y: numberOf(cell('y'), 'y'), width: numberOf(cell('boxWidth'), 'width'), height: numberOf(cell('boxHeight'), 'height') }
  return { kind: 'tag' }
}

function numberOf(text: string, field: string): number {
  const value = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw new RecordError('', text === '' ? `${field} is empty` : `${field} "${text}" is not a number`)
}

function parse(text: string, field: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new RecordError('', `${field} is not JSON`)
    throw error
  }
}

function ringsOf(value: unknown): PolygonShape {
  if (!Array.isArray(value)) throw new RecordError('', 'rings is not a list')
  const rings = value.map((ring: unknown) => {
    if (typeof ring !== 'object' || ring === null || !('points' in ring) || !Array.isArray(ring.points)) throw new RecordError('', 'rings has an entry without points')
    return { points: ring.points.map(Number), hole: 'hole' in ring && ring.hole === true }
  })
  return { kind: 'polygon', rings }
}

function runsOf(text: string, size: SizePx | null): LabelShape {
  if (size === null) throw new RecordError('', 'a mask needs the size of its photo')
  try {
    return maskFromColumnCounts(parseCountsText(text), size)
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError('', error.message)
    throw error
  }
}
