import { expect, test } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import type { SizePx } from '#core/model/photo'
import type { TruthLabel } from './photo-truth'
import { segmentationMeasure } from './segmentation-measure'

const size: SizePx = { width: 4, height: 4 }
const names = ['cat', 'dog']
/** Columns of the model: background, cat, dog, and a bird that the project does not have. */
const classes = { names: ['background', 'cat', 'dog', 'bird'], judged: [null, 0, 1, null], indicesInReference: [0, 1, 2, 3] }

const rectangle = (classIndex: number | null, [left, top, right, bottom]: readonly [number, number, number, number], attributes = {}): TruthLabel => ({
  classIndex,
  geometry: { kind: 'polygon', rings: [{ points: [left, top, right, top, right, bottom, left, bottom], hole: false }] },
  attributes,
})
const said = (rows: readonly string[]) => ({
  answer: { tags: [], boxes: [], mask: packMask(Uint8Array.from(rows.join(''), Number), { width: rows[0]?.length ?? 0, height: rows.length }) },
  classes,
})

test('intersection over union by hand: background, classes not judged, areas set aside', () => {
  // The left half is a cat; the lower right quarter is of a class not all models know.
  const truth = { size, labels: [rectangle(0, [0, 0, 2, 4]), rectangle(null, [2, 2, 4, 4])] }
  const match = segmentationMeasure.judge(said(['1103', '1100', '1022', '1022']), truth, names)
  // Cat: 8 there, 6 said, 6 shared. Background: 4 there, 6 said (two missed cats), 4 shared. The bird is background.
  expect(match.score).toBe(10 / 12)
  expect(match).toMatchObject({ said: 'cat', truth: 'cat' })
  const summary = segmentationMeasure.summarise([match], names.length)
  const [miou, pixels] = summary.figures([1])
  expect(miou).toBeCloseTo((6 / 8 + 4 / 6) / 2, 12)
  expect(pixels).toBeCloseTo(10 / 12, 12)
  expect(summary.classes()).toEqual([{ iou: 0.75, recall: 0.75, precision: 1 }, { iou: null, recall: null, precision: null }])
})

test('counts of photos add up before they are divided, as often as the weights say', () => {
  const whole = { size, labels: [rectangle(0, [0, 0, 4, 4])] }
  const right = segmentationMeasure.judge(said(['1111', '1111', '1111', '1111']), whole, names)
  const wrong = segmentationMeasure.judge(said(['2222', '2222', '2222', '2222']), whole, names)
  const summary = segmentationMeasure.summarise([right, wrong], names.length)
  expect(summary.figures([1, 1])[0]).toBe(0.5)
  expect(summary.figures([3, 1])[0]).toBe(0.75)
  expect(summary.figures([0, 0])).toEqual([null, null])
})

test('large photos are judged on a grid of 1024 pixels', () => {
  const large: SizePx = { width: 4096, height: 2048 }
  const mask = new Uint8Array(large.width * large.height)
  for (let y = 0; y < large.height; y++) mask.fill(1, y * large.width, y * large.width + 1024)
  const answer = { answer: { tags: [], boxes: [], mask: packMask(mask, large) }, classes }
  const match = segmentationMeasure.judge(answer, { size: large, labels: [rectangle(0, [0, 0, 2048, 2048])] }, names)
  // Grid of 1024 x 512: a quarter said of the half that is there.
  expect(match.cells).toEqual([
    { index: 0, shared: 256 * 512, truth: 512 * 512, said: 256 * 512 },
    { index: 2, shared: 512 * 512, truth: 512 * 512, said: 768 * 512 },
  ])
})

test('agreement is the share of equal pixels by the classes of the reference', () => {
  const reference = said(['1111', '1111', '0000', '0000'])
  const swapped = { ...said(['0000', '0000', '1111', '2211']), classes: { names: ['cat', 'background', 'other'], judged: [0, null, null], indicesInReference: [1, 0, 4] } }
  expect(segmentationMeasure.agreement(reference, swapped)).toBe(14 / 16)
})
