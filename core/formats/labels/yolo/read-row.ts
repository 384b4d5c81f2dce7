import { RecordError } from '#core/formats/labels/record-error'
import type { DatasetLabel } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

export interface YoloRow {
  readonly classIndex: number
  readonly shape: DatasetLabel['shape']
  readonly score?: number
  readonly change: string | null
}

/** Shares further outside than this are pixels or something else, not rounding or a box over the edge. */
const furthestOutside = 0.5

/**
 * One row of a label file: class, then centre, width and height of a box and possibly a score, or three or more corners of
 * a polygon and possibly a score, all in shares of the photo (docs.ultralytics.com/datasets). Throws RecordError.
 */
export function readYoloRow(line: string, size: SizePx, rows: 'boxes-and-polygons' | 'boxes-with-key-points'): YoloRow {
  const words = line.trim().split(/\s+/)
  const [classWord = '', ...rest] = words
  const classIndex = Number(classWord)
  if (!Number.isInteger(classIndex) || classIndex < 0) throw new RecordError('', `"${classWord}" is not a class number`)
  const numbers = rest.map((word) => {
    const value = Number(word)
    if (!Number.isFinite(value)) throw new RecordError('', `"${word}" is not a number`)
    return value
  })
  if (numbers.length < 4) throw new RecordError('', `has ${words.length} values, a box needs 5`)
  if (rows === 'boxes-with-key-points' && numbers.length > 4) {
    return { ...readBox(classIndex, numbers.slice(0, 4), size), change: 'its key points were left out: only the box was taken' }
  }
  if (numbers.length <= 5) return readBox(classIndex, numbers, size)
  return readPolygon(classIndex, numbers, size)
}

function readBox(classIndex: number, numbers: readonly number[], size: SizePx): YoloRow {
  const [x = 0, y = 0, width = 0, height = 0, score] = numbers
  checkShares([x - width / 2, y - height / 2, x + width / 2, y + height / 2])
  if (width <= 0 || height <= 0) throw new RecordError('', `the box has no area: ${width} x ${height}`)
  const shape = {
    kind: 'box' as const,
    x: (x - width / 2) * size.width,
    y: (y - height / 2) * size.height,
    width: width * size.width,
    height: height * size.height,
  }
  return { classIndex, shape, ...(score === undefined ? {} : { score }), change: null }
}

function readPolygon(classIndex: number, numbers: readonly number[], size: SizePx): YoloRow {
  const hasScore = numbers.length % 2 === 1
  const corners = hasScore ? numbers.slice(0, -1) : numbers
  checkShares(corners)
  const points = corners.map((share, index) => share * (index % 2 === 0 ? size.width : size.height))
  const score = hasScore ? numbers.at(-1) : undefined
  return { classIndex, shape: { kind: 'polygon', rings: [{ points, hole: false }] }, ...(score === undefined ? {} : { score }), change: null }
}

function checkShares(shares: readonly number[]): void {
  const wrong = shares.find((share) => share < -furthestOutside || share > 1 + furthestOutside)
  if (wrong !== undefined) throw new RecordError('', `${wrong} is not a share of the photo between 0 and 1`)
}
