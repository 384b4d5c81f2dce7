import { expect, test } from 'vitest'
import { createCancelSource } from '#core/contract/cancel'
import { fingerprintMethod } from '#core/duplicates/perceptual-hash'
import { packMask } from '#core/geometry/mask-codec'
import { summarisePrediction } from '#core/metrics/prediction-summary'
import { answerSettings } from '#core/model/answer-settings'
import { PredictionStore } from '../../store/prediction-store'
import { grayPng, openTestDatasets, type TestDatasets } from '../../testing/test-datasets'
import { boxes, drawn, modelOf } from '../../testing/test-review'

const size = { width: 64, height: 48 }
const everything = { kind: 'filter', filter: {} } as const
const context = () => createCancelSource()
const paths = ['a.png', 'b.png', 'c.png', 'd.png']

async function open(): Promise<TestDatasets & { readonly classIds: readonly number[] }> {
  const datasets = await openTestDatasets(Object.fromEntries(paths.map((path, index) => [path, grayPng(size, index + 1)])))
  const classIds = datasets.store.connection.transaction(() => ['cat', 'dog', 'never'].map((name) => datasets.store.classes.add({ name, color: '#123456', key: null })))
  return { ...datasets, classIds }
}

test('numbers of a small set, counted by hand', async () => {
  const { store, service, photoId, classIds } = await open()
  const [cat = 0, dog = 0] = classIds
  const mask = packMask(new Uint8Array(size.width * size.height).map((_value, at) => (at < 64 * 24 ? 1 : 0)), size)
  store.connection.transaction(() => {
    store.labels.put(photoId('a.png'), drawn('1', cat, { kind: 'box', x: 0, y: 0, width: 32, height: 24 }), 1)
    store.labels.put(photoId('a.png'), drawn('2', cat, { kind: 'mask', mask }), 1)
    store.labels.put(photoId('a.png'), drawn('3', dog), 1)
    store.labels.put(photoId('b.png'), { ...drawn('4', cat), origin: { kind: 'import', importId: 1, file: 'x' } }, 1)
    store.labels.setReviewState(photoId('a.png'), 'reviewed')
    store.labels.setReviewState(photoId('c.png'), 'reviewed-empty')
  })
  const stats = await service['dataset.stats']({ scope: everything }, context())
  expect(stats).toMatchObject({
    photos: 4,
    photosByReviewState: { unreviewed: 2, 'in-progress': 0, reviewed: 1, 'reviewed-empty': 1 },
    labelledPhotos: 2,
    labels: 4,
    labelsByKind: { tag: 2, box: 1, polygon: 0, mask: 1 },
    labelsByOrigin: { person: 3, model: 0, import: 1 },
  })
  expect(stats.classes.map(({ name, labels, photos }) => [name, labels, photos])).toEqual([
    ['cat', 3, 2],
    ['dog', 1, 1],
    ['never', 0, 0],
  ])
  expect(stats.balance).toBeCloseTo(0.811278, 6)
  expect(stats.labelsPerPhoto.counts.slice(0, 4)).toEqual([2, 1, 0, 1])
  // A quarter of the photo and a half.
  expect(stats.labelAreas.counts.reduce((sum, count) => sum + count, 0)).toBe(2)
  // The box covers the left half of what the mask covers.
  const { columns, rows, counts } = stats.positions
  expect([counts[0], counts[columns - 1], counts[columns * (rows / 2)]]).toEqual([2, 1, 0])
  const only = await service['dataset.stats']({ scope: { kind: 'photos', photoIds: [photoId('b.png')] } }, context())
  expect(only).toMatchObject({ photos: 1, labels: 1, balance: null })
  const cancelled = createCancelSource()
  cancelled.cancel()
  await expect(service['dataset.stats']({ scope: everything }, cancelled)).rejects.toMatchObject({ code: 'cancelled' })
})

test('a split is told per class, near-duplicates together, and is the one an export makes', async () => {
  const { store, service, photoId, classIds } = await open()
  const [cat = 0] = classIds
  store.connection.transaction(() => {
    for (const path of paths) store.labels.put(photoId(path), drawn(path, cat), 1)
    for (const [index, photo] of store.photos.byIds(paths.slice(0, 3).map(photoId)).entries()) {
      store.fingerprints.put(photo.contentHash ?? '', fingerprintMethod, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, index === 2 ? 0xff : index))
    }
  })
  const split = { seed: 1, shares: { train: 3, val: 1, test: 0 } }
  expect(await service['duplicates.list']({ scope: everything, distanceAtMost: 3, offset: 0, limit: 10 })).toEqual({
    total: 1,
    pending: 1,
    groups: [{ photoIds: [photoId('a.png'), photoId('b.png')], distance: 1, identical: false }],
  })
  const summary = await service['dataset.split']({ scope: everything, split }, context())
  // At the distance of splits all three are one group.
  expect(summary).toEqual({
    photos: { train: 3, val: 1, test: 0 },
    classes: [
      { classId: classIds[0], labels: { train: 3, val: 1, test: 0 } },
      { classId: classIds[1], labels: { train: 0, val: 0, test: 0 } },
      { classId: classIds[2], labels: { train: 0, val: 0, test: 0 } },
    ],
    groupedPhotos: 3,
    ungroupedPhotos: 1,
    partlessPhotos: 0,
  })
  await expect(service['dataset.split']({ scope: everything, split: { seed: 1, shares: { train: 0, val: 0, test: 0 } } }, context())).rejects.toMatchObject({ code: 'bad-input' })
})

test('likely mistakes: finished photos only, surest first, what was refused is left out', async () => {
  const { store, service, photoId, classIds } = await open()
  const [cat = 0] = classIds
  const card = modelOf('detection', 'finder', 'cat', 'dog')
  const predict = (path: string, prediction: ReturnType<typeof boxes>): void => {
    const id = photoId(path)
    const contentHash = store.photos.byIds([id])[0]?.contentHash ?? ''
    const key = { photoId: id, modelKey: store.models.ensure(card), settings: answerSettings(card), contentHash, runId: 1, madeAtMs: 1, elapsedMs: 1 }
    new PredictionStore(store.connection).saveAnswer(key, prediction, summarisePrediction(prediction, card.labels))
  }
  store.connection.transaction(() => {
    predict('a.png', boxes([1, 0.9, 10]))
    predict('b.png', boxes([0, 0.95, 10], [1, 0.85, 40]))
    predict('c.png', boxes([1, 0.99, 10]))
    predict('d.png', boxes([1, 0.97, 10]))
    for (const path of ['a.png', 'b.png', 'd.png']) store.labels.setReviewState(photoId(path), 'reviewed')
    store.labels.put(photoId('a.png'), drawn('a', cat, { kind: 'box', x: 10, y: 0, width: 2, height: 2 }), 1)
    store.labels.put(photoId('b.png'), drawn('b', cat, { kind: 'box', x: 10, y: 0, width: 2, height: 2 }), 1)
    const answer = store.verdicts.answers([photoId('d.png')], 'finder').get(photoId('d.png'))
    if (answer === undefined) throw new Error('no answer')
    store.verdicts.set(answer, 0, 'refused')
  })
  const { total, mistakes } = await service['dataset.mistakes']({ scope: everything, modelId: 'finder', scoreAtLeast: 0.8, offset: 0, limit: 10 }, context())
  expect(total).toBe(2)
  expect(mistakes).toEqual([
    { photoId: photoId('a.png'), kind: 'wrong-class', score: 0.9, labelId: 'a', labelClassId: cat, predicted: { rank: 0, name: 'dog', classId: classIds[1] } },
    { photoId: photoId('b.png'), kind: 'missing', score: 0.85, labelId: null, labelClassId: null, predicted: { rank: 1, name: 'dog', classId: classIds[1] } },
  ])
  await expect(service['dataset.mistakes']({ scope: everything, modelId: 'other', scoreAtLeast: 0.8, offset: 0, limit: 10 }, context())).rejects.toMatchObject({ code: 'bad-input' })
})

test('every format tells what it holds', async () => {
  const { service } = await open()
  const formats = service['format.list']()
  expect(formats.find(({ id }) => id === 'coco')).toEqual({ id: 'coco', name: 'COCO JSON', canRead: true, writes: { shapes: { box: 'exact', polygon: 'exact', mask: 'exact', tag: 'exact' }, scores: true } })
  expect(formats.find(({ id }) => id === 'vott')).toMatchObject({ canRead: true, writes: null })
})
