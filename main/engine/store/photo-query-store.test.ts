import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleCard } from '#core/testing/example-card'
import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import type { LabelOrigin } from '#core/model/label'
import type { ReviewState } from '#core/model/review-state'
import { temporaryFolder } from '../testing/temporary-folder'
import { openStore } from './open-store'
import type { Store } from './store'

const byName: PhotoSort = { by: 'name', direction: 'ascending' }

interface Row {
  readonly photoId: number
  readonly modelKey: number
  readonly status?: 'done' | 'failed'
  readonly score?: number
  readonly uncertainty?: number
  readonly classes?: Readonly<Record<number, number>>
}

/** Photos 1 to 6 in two folders, two models, answers written by hand. */
async function handMade(): Promise<Store> {
  const store = await openStore(join(temporaryFolder(), 'a.mobilabel'))
  const { connection } = store
  const trip = store.folders.add('/trip', 1)
  const home = store.folders.add('/home', 1)
  const scans = [store.scans.begin(trip, 1), store.scans.begin(home, 1)] as const
  const file = (relativePath: string, modifiedMs: number) => ({ relativePath, bytes: 1, modifiedMs })
  store.scans.recordFound(scans[0], [file('img10.jpg', 30), file('img2.jpg', 20), file('Z\u00fcrich/lake.jpg', 10), file('Z\u00fcrich 2/lake.jpg', 40)], 1)
  store.scans.recordFound(scans[1], [file('cat.jpg', 60), file('b.jpg', 50)], 1)
  connection.run("UPDATE photos SET state = 'present', content_hash = 'h' || photo_id WHERE photo_id < 6")
  const labels = ['traffic light', 'tabby cat', 'dog'].map((name, id) => ({ id, name }))
  for (const [index, id] of ['tagger', 'finder'].entries()) {
    connection.run('INSERT INTO models (model_key, model_id, sha256, task, card) VALUES (?, ?, ?, ?, ?)', [
      index + 1,
      id,
      `sha-${id}`,
      index === 0 ? 'classification' : 'detection',
      JSON.stringify(exampleCard({ id, labels })),
    ])
    for (const label of labels) connection.run('INSERT INTO model_classes VALUES (?, ?, ?, ?)', [index + 1, label.id, label.id, label.name])
  }
  const rows: readonly Row[] = [
    { photoId: 1, modelKey: 1, score: 0.9, uncertainty: 0.1, classes: { 0: 0.9, 1: 0.05 } },
    { photoId: 2, modelKey: 1, score: 0.3, uncertainty: 0.8, classes: { 1: 0.3 } },
    { photoId: 3, modelKey: 1, status: 'failed' },
    { photoId: 1, modelKey: 2, score: 0.6, uncertainty: 0.4, classes: { 1: 0.6, 2: 0.5 } },
    { photoId: 4, modelKey: 2, score: 0.7, uncertainty: 0.2, classes: { 2: 0.7 } },
  ]
  for (const row of rows) {
    connection.run(
      `INSERT INTO predictions (photo_id, model_key, settings, content_hash, status, reason, made_at_ms, elapsed_ms, score, uncertainty)
       VALUES (?, ?, '{}', ?, ?, ?, 1, 1, ?, ?)`,
      [
        row.photoId,
        row.modelKey,
        row.photoId === 2 ? 'older bytes' : `h${row.photoId}`,
        row.status ?? 'done',
        row.status === 'failed' ? 'truncated' : null,
        row.score ?? null,
        row.uncertainty ?? null,
      ],
    )
    for (const [index, score] of Object.entries(row.classes ?? {})) {
      connection.run('INSERT INTO predicted_classes (model_key, class_index, photo_id, score) VALUES (?, ?, ?, ?)', [
        row.modelKey,
        Number(index),
        row.photoId,
        score,
      ])
    }
  }
  const [dog, cat] = ['dog', 'cat'].map((name) => store.classes.add({ name, color: '#000000', key: null }))
  const label = (id: string, photoId: number, classId: number | undefined, origin: LabelOrigin): void =>
    store.labels.put(photoId, { id, classId: classId ?? 0, geometry: { kind: 'tag' }, origin, locked: false, group: null, attributes: {} }, 1)
  const byModel = { kind: 'model', modelId: 'tagger', sha256: 'sha-tagger', score: 0.9, edited: false } as const
  label('a', 1, dog, { kind: 'person' })
  label('b', 1, cat, byModel)
  label('c', 2, dog, byModel)
  label('d', 5, cat, { kind: 'import', importId: 1, file: 'a.json' })
  const states: readonly ReviewState[] = ['reviewed', 'in-progress', 'unreviewed', 'reviewed-empty']
  for (const [index, state] of states.entries()) store.labels.setReviewState(index + 1, state)
  return store
}

const filterCases: readonly (readonly [string, PhotoFilter, readonly number[]])[] = [
  ['no restriction', {}, [1, 2, 3, 4, 5, 6]],
  ['folder', { folderId: 1 }, [1, 2, 3, 4]],
  ['sub-folder, not its neighbour of the same start', { folderId: 1, subfolder: 'Z\u00fcrich' }, [3]],
  ['text without case and accents', { text: 'ZURICH' }, [3, 4]],
  ['every word must be found', { text: 'zurich lake 2' }, [4]],
  ['text in the path or a label', { text: 'cat' }, [1, 2, 5]],
  ['the start of a later word of a label', { text: 'ligh' }, [1]],
  ['a label below the floor of search is not found', { text: 'tabby', modelId: 'tagger' }, [2]],
  ['no inner part of a label', { text: 'abby' }, []],
  ['wildcards are plain characters', { text: '%' }, []],
  ['photo state', { photoState: 'listed' }, [6]],
  ['predicted by any model', { predictionState: 'predicted' }, [1, 2, 4]],
  ['predicted by one model', { predictionState: 'predicted', modelId: 'finder' }, [1, 4]],
  ['not predicted by any model', { predictionState: 'unpredicted' }, [5, 6]],
  ['not predicted by one model', { predictionState: 'unpredicted', modelId: 'tagger' }, [4, 5, 6]],
  ['failed', { predictionState: 'failed' }, [3]],
  ['failed for another model', { predictionState: 'failed', modelId: 'finder' }, []],
  ['label of any model', { labels: ['tabby cat'] }, [1, 2]],
  ['one of several labels', { labels: ['traffic light', 'dog'] }, [1, 4]],
  ['label of one model', { labels: ['tabby cat'], modelId: 'finder' }, [1]],
  ['label within a range of scores', { labels: ['tabby cat'], scoreAtLeast: 0.1, scoreAtMost: 0.5 }, [2]],
  ['unknown label', { labels: ['unicorn'] }, []],
  ['best score of any model', { scoreAtLeast: 0.65 }, [1, 4]],
  ['best score of one model', { scoreAtMost: 0.65, modelId: 'finder' }, [1]],
  ['one review state', { reviewStates: ['in-progress'] }, [2]],
  ['several review states', { reviewStates: ['unreviewed', 'in-progress'] }, [2, 3, 5, 6]],
  ['no review state', { reviewStates: [] }, []],
  ['class of a label', { labelClassIds: [1] }, [1, 2]],
  ['one of several classes of labels', { labelClassIds: [1, 2, 99] }, [1, 2, 5]],
  ['origin of a label', { labelOrigins: ['model', 'import'] }, [1, 2, 5]],
  ['class and origin of one and the same label', { labelClassIds: [1], labelOrigins: ['model'] }, [2]],
  ['labelled', { hasLabels: true }, [1, 2, 5]],
  ['not labelled', { hasLabels: false }, [3, 4, 6]],
  ['labels, reviews and answers together', { hasLabels: true, reviewStates: ['reviewed'], labels: ['dog'] }, [1]],
  ['all parts together', { folderId: 1, labels: ['dog'], scoreAtLeast: 0.6, photoState: 'present', text: 'lake' }, [4]],
]

test.each(filterCases)('filter by %s', async (_name, filter, expected) => {
  const store = await handMade()
  expect([...store.query.ids(filter, byName)].sort()).toEqual(expected)
  expect(store.query.counts(filter).photos).toBe(expected.length)
  store.close()
})

test('sorts by each order, photos without an answer last', async () => {
  const store = await handMade()
  const ids = (sort: PhotoSort): number[] => [...store.query.ids({}, sort)]
  expect(ids(byName)).toEqual([6, 5, 2, 1, 3, 4])
  expect(ids({ by: 'name', direction: 'descending' })).toEqual([4, 3, 1, 2, 5, 6])
  expect(ids({ by: 'date', direction: 'ascending' })).toEqual([3, 2, 1, 4, 6, 5])
  expect(ids({ by: 'added', direction: 'descending' })).toEqual([6, 5, 4, 3, 2, 1])
  expect(ids({ by: 'score', direction: 'ascending' })).toEqual([2, 1, 3, 4, 5, 6])
  expect(ids({ by: 'score', direction: 'descending', modelId: 'finder' })).toEqual([4, 1, 2, 3, 5, 6])
  expect(ids({ by: 'uncertainty', direction: 'descending', modelId: 'finder' })).toEqual([1, 4, 2, 3, 5, 6])
  store.close()
})

test('counts answers and labels', async () => {
  const store = await handMade()
  expect(store.query.counts({})).toEqual({ photos: 6, predicted: 3, failed: 1, reviewed: 2 })
  expect(store.query.counts({ modelId: 'finder' })).toEqual({ photos: 6, predicted: 2, failed: 0, reviewed: 2 })
  expect(store.query.counts({ folderId: 2 })).toEqual({ photos: 2, predicted: 0, failed: 0, reviewed: 0 })
  expect(store.query.labels(undefined, 0.3)).toEqual([
    { modelId: 'finder', name: 'dog', photos: 2 },
    { modelId: 'finder', name: 'tabby cat', photos: 1 },
    { modelId: 'tagger', name: 'tabby cat', photos: 1 },
    { modelId: 'tagger', name: 'traffic light', photos: 1 },
  ])
  expect(store.query.labels('tagger', 0)).toEqual([
    { modelId: 'tagger', name: 'tabby cat', photos: 2 },
    { modelId: 'tagger', name: 'traffic light', photos: 1 },
  ])
  store.close()
})

test('a class of two files of a model counts each photo once', async () => {
  const store = await handMade()
  store.connection.run("INSERT INTO models (model_key, model_id, sha256, task, card) VALUES (3, 'tagger', 'sha-later', 'classification', '{}')")
  store.connection.run("INSERT INTO model_classes VALUES (3, 0, 0, 'tabby cat')")
  store.connection.run('INSERT INTO predicted_classes (model_key, class_index, photo_id, score) VALUES (3, 0, 2, 0.8)')
  expect(store.query.labels('tagger', 0.3)).toEqual([
    { modelId: 'tagger', name: 'tabby cat', photos: 1 },
    { modelId: 'tagger', name: 'traffic light', photos: 1 },
  ])
  store.close()
})

test('gives the answers of each photo in the order of its models', async () => {
  const store = await handMade()
  store.connection.run('INSERT INTO predicted_boxes VALUES (4, 0, 1, 0.6, 1, 2, 3, 4), (4, 1, 2, 0.5, 5, 6, 7, 8)')
  store.connection.run('INSERT INTO predicted_tags VALUES (1, 0, 0, 0.9), (1, 1, 1, 0.05)')
  const answers = store.answers.forPhotos([1, 2, 3, 5], 0.55)
  expect([...answers.keys()]).toEqual([1, 2, 3])
  expect(answers.get(1)).toEqual([
    {
      modelId: 'finder',
      task: 'detection',
      status: 'done',
      reason: null,
      current: true,
      tags: [],
      boxes: [{ index: 1, score: 0.6, x: 1, y: 2, width: 3, height: 4 }],
      areas: [],
      hasMask: false,
      sha256: 'sha-finder',
    },
    {
      modelId: 'tagger',
      task: 'classification',
      status: 'done',
      reason: null,
      current: true,
      tags: [
        { index: 0, score: 0.9 },
        { index: 1, score: 0.05 },
      ],
      boxes: [],
      areas: [],
      hasMask: false,
      sha256: 'sha-tagger',
    },
  ])
  expect(answers.get(2)).toMatchObject([{ modelId: 'tagger', current: false }])
  expect(answers.get(3)).toMatchObject([{ status: 'failed', reason: 'truncated' }])
  expect(() => store.answers.mask(1, 'tagger')).toThrow(expect.objectContaining({ code: 'not-found' }) as Error)
  store.connection.run("INSERT INTO predicted_masks VALUES (5, 2, 1, x'0102')")
  expect(store.answers.mask(4, 'finder')).toEqual({ width: 2, height: 1, bytes: Uint8Array.of(1, 2) })
  store.close()
})
