import { expect, test } from 'vitest'
import { evaluateBoxes } from '#core/metrics/coco-boxes/evaluate-boxes'
import type { Box } from '#core/model/prediction'
import fixture from '../testing/fixtures/coco-boxes.json'
import { detectionMeasure, type BoxMatch } from './detection-measure'
import type { TruthLabel } from './photo-truth'

const names = fixture.classIds.map(String)
const classes = { names, judged: names.map((_, index) => index), indicesInReference: names.map((_, index) => index) }
const size = { width: 640, height: 480 }

type Found = (typeof fixture.found)[number]

/** The fixture of pycocotools, photo by photo. */
function matchOf(imageId: number, found: readonly Found[]): BoxMatch {
  const labels = fixture.truth.flatMap(([image = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, , crowd = 0]): TruthLabel[] =>
    image === imageId ? [{ classIndex: fixture.classIds.indexOf(classId), geometry: { kind: 'box', x, y, width, height }, attributes: { iscrowd: crowd } }] : [],
  )
  const boxes = found.flatMap(([image = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, score = 0]): Box[] =>
    image === imageId ? [{ index: fixture.classIds.indexOf(classId), x, y, width, height, score }] : [],
  )
  return detectionMeasure.judge({ answer: { tags: [], boxes, mask: null }, classes }, { size, labels }, names)
}

const summaryOf = (found: readonly Found[]) => detectionMeasure.summarise(fixture.imageIds.map((imageId) => matchOf(imageId, found)), names.length)

test('gives the figures of pycocotools', () => {
  const summary = summaryOf(fixture.found)
  const [map, ap50] = summary.figures(new Uint8Array(fixture.imageIds.length).fill(1))
  expect(map).toBeCloseTo(fixture.figures.ap, 12)
  expect(ap50).toBeCloseTo(fixture.figures.ap50, 12)
  const values = summary.classes()
  for (const [classId = 0, expected = 0] of fixture.perClass) expect(values[fixture.classIds.indexOf(classId)]?.['map']).toBeCloseTo(expected, 12)
})

test('a photo drawn three times counts like three copies of it, one never drawn like none', () => {
  // Equal scores have no order of their own among copies.
  const distinct = fixture.found.map((find, at) => find.map((value, column) => (column === 6 ? value - 1e-7 * at : value)))
  const weights = fixture.imageIds.map((_, photo) => [3, 0, 1][photo % 3] ?? 0)
  const copies = fixture.imageIds.flatMap((imageId, photo) => Array.from({ length: weights[photo] ?? 0 }, (_, copy) => ({ imageId, as: 10 * photo + copy })))
  const ofImage = (image: number): readonly number[] => copies.filter(({ imageId }) => imageId === image).map(({ as }) => as)
  const expected = evaluateBoxes({
    classIds: fixture.classIds,
    imageIds: copies.map(({ as }) => as),
    truth: fixture.truth.flatMap(([image = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, areaPx = 0, crowd = 0]) => ofImage(image).map((imageId) => ({ imageId, classId, rect: { x, y, width, height }, areaPx, crowd: crowd === 1 }))),
    found: distinct.flatMap(([image = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, score = 0]) => ofImage(image).map((imageId) => ({ imageId, classId, rect: { x, y, width, height }, score }))),
  })
  const [map, ap50] = summaryOf(distinct).figures(weights)
  expect(map).toBeCloseTo(expected.ap ?? Number.NaN, 9)
  expect(ap50).toBeCloseTo(expected.ap50 ?? Number.NaN, 9)
})

test('a photo is scored by sure boxes, crowds count neither way', () => {
  const dog: TruthLabel = { classIndex: 0, geometry: { kind: 'box', x: 0, y: 0, width: 10, height: 10 }, attributes: {} }
  const crowd: TruthLabel = { classIndex: 0, geometry: { kind: 'box', x: 50, y: 0, width: 40, height: 40 }, attributes: { iscrowd: true } }
  const boxes: Box[] = [
    { index: 0, score: 0.9, x: 0, y: 0, width: 10, height: 10 },
    { index: 0, score: 0.8, x: 55, y: 5, width: 10, height: 10 },
    { index: 0, score: 0.5, x: 200, y: 200, width: 10, height: 10 },
    { index: 0, score: 0.2, x: 300, y: 200, width: 10, height: 10 },
  ]
  const two = { names: ['dog'], judged: [0], indicesInReference: [0] }
  const match = detectionMeasure.judge({ answer: { tags: [], boxes, mask: null }, classes: two }, { size, labels: [dog, crowd] }, ['dog'])
  // One right, one wrong, one in the crowd, one too unsure: 2 · 1 / (2 said + 1 there).
  expect(match).toMatchObject({ score: 2 / 3, said: '3 dog', truth: 'dog' })
})
