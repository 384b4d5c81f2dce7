import type { Dataset, DatasetImage, DatasetLabel, LabelShape } from '#core/model/dataset'

/** Coordinates survive the way out and back within this. */
export const defaultTolerancePx = 0.01

const scoreTolerance = 1e-5

/** One way in which two data sets differ. */
export interface DatasetDifference {
  readonly file: string
  readonly what: string
}

/**
 * Compares two data sets: same frame, images, and labels in any order. Coordinates may differ by the tolerance in pixels,
 * masks not at all. Empty when they are equal.
 */
export function datasetDifferences(expected: Dataset, found: Dataset, tolerancePx = defaultTolerancePx): DatasetDifference[] {
  const images = new Map(found.images.map((image) => [image.file, image]))
  const differences = headDifferences(expected, found)
  for (const image of expected.images) differences.push(...differencesOf(image, images, tolerancePx))
  return [...differences, ...unexpected(images)]
}

/** As `datasetDifferences`, one photo after the other; `pause` is called before each. */
export async function* streamDifferences(expected: Dataset, found: Dataset, pause: () => Promise<void>): AsyncGenerator<DatasetDifference> {
  const images = new Map(found.images.map((image) => [image.file, image]))
  yield* headDifferences(expected, found)
  for (const image of expected.images) {
    await pause()
    yield* differencesOf(image, images, defaultTolerancePx)
  }
  yield* unexpected(images)
}

function headDifferences(expected: Dataset, found: Dataset): DatasetDifference[] {
  const differences: DatasetDifference[] = []
  const differ = (what: string): void => void differences.push({ file: '', what })
  if (expected.frame !== found.frame) differ(`the pixel frame is ${found.frame}, not ${expected.frame}`)
  if (expected.predictions !== found.predictions) differ(`labels are given as ${found.predictions ? 'predictions' : 'made by people'}`)
  const classNames = new Set(found.classes.map(({ name }) => name))
  for (const { name } of expected.classes) if (!classNames.has(name)) differ(`the class "${name}" is missing`)
  return differences
}

/** Takes the image out of those that are left. */
function differencesOf(expected: DatasetImage, left: Map<string, DatasetImage>, tolerancePx: number): DatasetDifference[] {
  const { file } = expected
  const found = left.get(file)
  if (found === undefined) return [{ file, what: 'the photo is missing' }]
  left.delete(file)
  return imageDifferences(expected, found, tolerancePx).map((what) => ({ file, what }))
}

function unexpected(left: ReadonlyMap<string, DatasetImage>): DatasetDifference[] {
  return [...left.keys()].map((file) => ({ file, what: 'the photo was not there before' }))
}

function imageDifferences(expected: DatasetImage, found: DatasetImage, tolerancePx: number): string[] {
  const differences: string[] = []
  const { size } = expected
  if (size !== null && (found.size?.width !== size.width || found.size.height !== size.height)) {
    differences.push(`the size is ${found.size?.width ?? '?'} x ${found.size?.height ?? '?'}, not ${size.width} x ${size.height}`)
  }
  if (expected.split !== found.split) differences.push(`the part is ${found.split ?? 'none'}, not ${expected.split ?? 'none'}`)
  if (expected.reviewed !== found.reviewed) differences.push(`reviewed is ${found.reviewed}, not ${expected.reviewed}`)
  const rest = [...found.labels]
  for (const label of expected.labels) {
    const index = rest.findIndex((other) => isSameLabel(label, other, tolerancePx))
    if (index < 0) differences.push(`a label is missing or changed: ${describe(label)}`)
    else rest.splice(index, 1)
  }
  for (const label of rest) differences.push(`a label was not there before: ${describe(label)}`)
  return differences
}

/** True when two labels say the same, coordinates within the tolerance. */
export function isSameLabel(a: DatasetLabel, b: DatasetLabel, tolerancePx = defaultTolerancePx): boolean {
  return (
    a.className === b.className &&
    (a.crowd ?? false) === (b.crowd ?? false) &&
    a.group === b.group &&
    isSameScore(a.score, b.score) &&
    isSameAttributes(a.attributes ?? {}, b.attributes ?? {}) &&
    isSameShape(a.shape, b.shape, tolerancePx)
  )
}

function isSameScore(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Math.abs(a - b) <= scoreTolerance
}

/** Several formats hold values as text only: 1 and "1" are the same. */
function isSameAttributes(a: NonNullable<DatasetLabel['attributes']>, b: NonNullable<DatasetLabel['attributes']>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => name in b && String(a[name]) === String(b[name]))
}

/** True when two shapes are of one kind and nowhere further apart than the tolerance. */
export function isSameShape(a: LabelShape, b: LabelShape, tolerancePx = defaultTolerancePx): boolean {
  const isClose = (left: number | undefined, right: number | undefined): boolean => Math.abs((left ?? NaN) - (right ?? NaN)) <= tolerancePx
  if (a.kind === 'box' && b.kind === 'box') {
    return isClose(a.x, b.x) && isClose(a.y, b.y) && isClose(a.x + a.width, b.x + b.width) && isClose(a.y + a.height, b.y + b.height)
  }
  if (a.kind === 'polygon' && b.kind === 'polygon') {
    return (
      a.rings.length === b.rings.length &&
      a.rings.every((ring, index) => {
        const other = b.rings[index]
        return other?.hole === ring.hole && other.points.length === ring.points.length && ring.points.every((value, at) => isClose(value, other.points[at]))
      })
    )
  }
  if (a.kind === 'mask' && b.kind === 'mask') {
    return a.width === b.width && a.height === b.height && a.runs.length === b.runs.length && a.runs.every((run, at) => run === b.runs[at])
  }
  return a.kind === b.kind
}

function describe(label: DatasetLabel): string {
  const { shape } = label
  const numbers = shape.kind === 'box' ? [shape.x, shape.y, shape.width, shape.height] : shape.kind === 'polygon' ? (shape.rings[0]?.points ?? []).slice(0, 8) : []
  return [label.className, shape.kind, ...numbers.map((value) => Number(value.toFixed(3)))].join(' ')
}
