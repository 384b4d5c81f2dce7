import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import { exampleCard } from '#core/testing/example-card'
import { seededRandom } from '#core/testing/seeded-random'
import { acceptPredictions } from '../main/engine/services/review/accept-predictions'
import { editPhoto } from '../main/engine/services/review/edit-photo'
import { nextUnreviewed } from '../main/engine/services/review/next-unreviewed'
import { ProjectClasses } from '../main/engine/services/review/project-classes'
import { openStore } from '../main/engine/store/open-store'
import type { Store } from '../main/engine/store/store'

/**
 * node scripts/run-ts.mjs bench/store.ts [PHOTOS] [BOXES]: fills a project with answers of three models and times what the
 * window asks of it.
 */
const photoCount = Number(process.argv[2] ?? 100_000)
const boxCount = Number(process.argv[3] ?? 5_000_000)
const repeats = 7
const random = seededRandom(7)
const models = [
  { key: 1, id: 'tagger', task: 'classification', classes: 1000 },
  { key: 2, id: 'finder', task: 'detection', classes: 80 },
  { key: 3, id: 'painter', task: 'segmentation', classes: 21 },
] as const

const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ')

function below(limit: number): number {
  return Math.floor(random() * limit)
}

/** Low numbers are far more frequent, as classes are in photo collections. */
function skewed(limit: number): number {
  return Math.floor(limit * random() ** 3)
}

function addPhotos(store: Store): void {
  const folderIds = ['/photos/one', '/photos/two'].map((path) => store.folders.add(path, 0))
  for (const [index, folderId] of folderIds.entries()) {
    const scan = store.scans.begin(folderId, 0)
    const files = Array.from({ length: photoCount / folderIds.length }, (_value, photo) => ({
      relativePath: `trip ${below(100)}/day ${below(10)}/IMG_${index}_${photo}.jpg`,
      bytes: 1_000_000 + below(4_000_000),
      modifiedMs: 1_600_000_000_000 + below(100_000_000_000),
    }))
    store.scans.recordFound(scan, files, 0)
    store.scans.end(scan, 'done', 1, files.length)
  }
  store.connection.run(
    "UPDATE photos SET state = 'present', format = 'jpeg', width = 4000, height = 3000, content_hash = printf('%064x', photo_id)",
  )
  store.connection.run("UPDATE photos SET state = 'damaged', code = 'image-damaged', reason = 'truncated' WHERE photo_id % 500 = 0")
}

/** Names of one to three words, as class lists have them. */
function className(model: string, index: number): string {
  if (index === 0) return `person ${model}`
  return `${Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)] + (syllables[below(syllables.length)] ?? '')).join(' ')} ${index}`
}

function addModels(store: Store): void {
  for (const { id, task, classes } of models) {
    const labels = Array.from({ length: classes }, (_value, index) => ({ id: index, name: className(id, index) }))
    store.models.ensure(exampleCard({ id, sha256: id, task, labels }))
  }
}

function addAnswer(store: Store, photoId: number, modelKey: number): number {
  const failed = photoId % 997 === 0
  return store.connection.run(
    `INSERT INTO predictions (photo_id, model_key, settings, content_hash, status, reason, made_at_ms, elapsed_ms, score, uncertainty)
     VALUES (?, ?, '{}', printf('%064x', ?), ?, ?, 1, 10, ?, ?)`,
    [photoId, modelKey, photoId, failed ? 'failed' : 'done', failed ? 'truncated' : null, failed ? null : random(), failed ? null : random()],
  ).id
}

function addClass(store: Store, photoId: number, modelKey: number, index: number, score: number): void {
  store.connection.run(
    `INSERT INTO predicted_classes (model_key, class_index, photo_id, score) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET score = max(score, excluded.score)`,
    [modelKey, index, photoId, score],
  )
}

function addAnswers(store: Store, photoId: number): void {
  const { connection } = store
  const tagged = addAnswer(store, photoId, 1)
  for (let rank = 0; rank < 10; rank++) {
    const index = skewed(1000)
    const score = random() / (rank + 1)
    connection.run('INSERT INTO predicted_tags VALUES (?, ?, ?, ?)', [tagged, rank, index, score])
    addClass(store, photoId, 1, index, score)
  }
  const found = addAnswer(store, photoId, 2)
  const present = Array.from({ length: 1 + below(8) }, () => skewed(80))
  for (let rank = 0; rank < boxCount / photoCount; rank++) {
    const index = present[below(present.length)] ?? 0
    const score = random() ** 2
    connection.run('INSERT INTO predicted_boxes VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
      found,
      rank,
      index,
      score,
      random() * 3000,
      random() * 2000,
      random() * 1000,
      random() * 1000,
    ])
    addClass(store, photoId, 2, index, score)
  }
  const painted = addAnswer(store, photoId, 3)
  const painting = skewed(21)
  connection.run('INSERT INTO predicted_areas VALUES (?, ?, ?)', [painted, painting, 0.5])
  addClass(store, photoId, 3, painting, 0.5)
}

const classCount = 40
const origins = [
  { kind: 'person' },
  { kind: 'model', modelId: 'finder', sha256: 'finder', score: 0.7, edited: false },
  { kind: 'import', importId: 1, file: 'annotations.json' },
] as const

/** Every second photo has labels, five on average; half of those are reviewed. */
function addLabels(store: Store, photoId: number): void {
  if (photoId % 2 === 0) return
  for (let index = 1 + below(9); index > 0; index--) {
    const geometry = { kind: 'box', x: random() * 3000, y: random() * 2000, width: 1 + random() * 900, height: 1 + random() * 900 } as const
    const origin = origins[below(origins.length)] ?? origins[0]
    store.labels.put(photoId, { id: randomUUID(), classId: 1 + skewed(classCount), geometry, origin, locked: false, group: null, attributes: {} }, 1)
  }
  store.labels.setReviewState(photoId, photoId % 4 === 1 ? 'reviewed' : 'in-progress')
}

function fill(store: Store): void {
  addPhotos(store)
  for (let index = 0; index < classCount; index++) store.classes.add({ name: `class ${index}`, color: '#102030', key: null })
  addModels(store)
  for (let photoId = 1; photoId <= photoCount; photoId += 1000) {
    store.connection.transaction(() => {
      for (let id = photoId; id < photoId + 1000 && id <= photoCount; id++) {
        if (id % 10 !== 0) addAnswers(store, id)
        addLabels(store, id)
      }
    })
    process.stderr.write(`\r${photoId} photos`)
  }
  process.stderr.write('\n')
}

/** Prints the first, the median and the slowest time of a question in ms. */
async function time(name: string, ask: () => number | Promise<number>): Promise<void> {
  const times: number[] = []
  let size = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    const startedMs = performance.now()
    size = await ask()
    times.push(performance.now() - startedMs)
  }
  const [first = 0] = times
  const sorted = [...times].sort((a, b) => a - b)
  const shown = [first, sorted[Math.floor(repeats / 2)] ?? 0, sorted[repeats - 1] ?? 0].map((ms) => ms.toFixed(1).padStart(8)).join(' ')
  process.stdout.write(`${shown}  ${name} (${size})\n`)
}

/** Once each: they change what they work on. */
async function timeBigSteps(store: Store): Promise<void> {
  const once = async (name: string, work: () => Promise<number>): Promise<void> => {
    const startedMs = performance.now()
    const size = await work()
    process.stdout.write(`${(performance.now() - startedMs).toFixed(0).padStart(8)}                    ${name} (${size})\n`)
  }
  const classes = new ProjectClasses(store, () => 3)
  const durably = <Result>(work: () => Result): Promise<Result> => store.connection.durably(work)
  await once('merge the two most frequent classes', () => durably(() => classes.merge(1, 2).labels))
  await once('undo the merge', () => durably(() => restoreNewest(store)))
  await once('remove the most frequent class', () => durably(() => classes.remove(1).labels))
  await once('undo the removal', () => durably(() => restoreNewest(store)))
  const parts = { store, classes, now: () => 4, newLabelId: randomUUID }
  await once('accept boxes of 10,000 photos', async () => {
    const stepId = store.steps.begin('accept-all', 'bench', 4)
    let labels = 0
    for (let first = 1; first <= 10_000; first += 100) {
      const photoIds = Array.from({ length: 100 }, (_value, index) => first + index)
      labels += await durably(() => acceptPredictions(parts, { stepId, modelId: 'finder', threshold: 0.5 }, photoIds).labels)
    }
    return labels
  })
  store.steps.forget(store.steps.newest()?.id ?? 0)
}

function restoreNewest(store: Store): number {
  const step = store.steps.newest()
  if (step === null || step.removedClass === null) throw new Error('no step to undo')
  store.classes.restore(step.removedClass)
  const { labels } = store.steps.restoreLabels(step.id, step.removedClass)
  store.steps.forget(step.id)
  return labels
}

const byName: PhotoSort = { by: 'name', direction: 'ascending' }
const filters: readonly (readonly [string, PhotoFilter])[] = [
  ['everything', {}],
  ['one folder', { folderId: 1 }],
  ['one sub-folder', { folderId: 1, subfolder: 'trip 7' }],
  ['text of paths', { text: 'img_1_77' }],
  ['text of a frequent label', { text: 'person' }],
  ['two letters', { text: 'pe' }],
  ['two words', { text: 'trip pe' }],
  ['damaged', { photoState: 'damaged' }],
  ['predicted', { predictionState: 'predicted' }],
  ['predicted by one model', { predictionState: 'predicted', modelId: 'finder' }],
  ['unpredicted', { predictionState: 'unpredicted' }],
  ['failed', { predictionState: 'failed' }],
  ['most frequent box label', { labels: ['person finder'], scoreAtLeast: 0.3 }],
  ['best score', { scoreAtLeast: 0.9 }],
  ['best score of one model', { scoreAtLeast: 0.4, scoreAtMost: 0.6, modelId: 'finder' }],
  ['not reviewed', { reviewStates: ['unreviewed', 'in-progress'] }],
  ['reviewed', { reviewStates: ['reviewed', 'reviewed-empty'] }],
  ['most frequent class of labels', { labelClassIds: [1] }],
  ['ten classes of labels', { labelClassIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }],
  ['labels of people', { labelOrigins: ['person'] }],
  ['class and origin of a label', { labelClassIds: [1], labelOrigins: ['model'] }],
  ['labelled', { hasLabels: true }],
  ['not labelled', { hasLabels: false }],
  ['labels and answers', { labelClassIds: [1], labels: ['person finder'], scoreAtLeast: 0.5, reviewStates: ['in-progress'] }],
  ['all parts', { folderId: 2, labels: ['person finder'], scoreAtLeast: 0.5, photoState: 'present', text: 'trip 5' }],
]
const sorts: readonly PhotoSort[] = [
  { by: 'name', direction: 'descending' },
  { by: 'date', direction: 'descending' },
  { by: 'added', direction: 'descending' },
  { by: 'score', direction: 'descending', modelId: 'finder' },
  { by: 'uncertainty', direction: 'descending', modelId: 'tagger' },
]

const folder = mkdtempSync(join(tmpdir(), 'mobilabel-bench-'))
try {
  const path = join(folder, 'bench.mobilabel')
  const filling = await openStore(path)
  fill(filling)
  filling.close()
  const startedMs = performance.now()
  const store = await openStore(path)
  process.stdout.write(`project of ${(statSync(path).size / 1e6).toFixed(0)} MB opened in ${(performance.now() - startedMs).toFixed(0)} ms\n`)
  process.stdout.write('   first   median  slowest  ms\n')
  const finderLabels = store.query.labels('finder', 0)
  const labelFilters: typeof filters = [
    ['rarest label', { labels: finderLabels.slice(-1).map(({ name }) => name) }],
    ['twenty labels', { labels: finderLabels.slice(0, 20).map(({ name }) => name), scoreAtLeast: 0.5 }],
  ]
  for (const [name, filter] of [...filters, ...labelFilters]) await time(`query: ${name}`, () => store.query.ids(filter, byName).length)
  for (const sort of sorts) await time(`sort by ${sort.by}, ${sort.direction}`, () => store.query.ids({}, sort).length)
  await time('counts: everything', () => store.query.counts({}).predicted)
  await time('counts: one model', () => store.query.counts({ modelId: 'finder' }).predicted)
  await time('counts: label', () => store.query.counts({ labels: ['person finder'], scoreAtLeast: 0.3 }).predicted)
  await time('labels at 0.5', () => store.query.labels(undefined, 0.5).length)
  await time('labels at 0', () => store.query.labels(undefined, 0).length)
  await time('100 cards', () => {
    const ids = Array.from({ length: 100 }, () => 1 + below(photoCount))
    return store.photos.byIds(ids).length + store.answers.forPhotos(ids, 0.3).size + store.labels.summaries(ids).size
  })
  await time('next unreviewed', () => nextUnreviewed(store, { filter: {}, sort: byName, afterPhotoId: below(photoCount) }).left)
  await time('next unreviewed of a class', () => nextUnreviewed(store, { filter: { labelClassIds: [1] }, sort: byName, afterPhotoId: null }).left)
  await time('classes with counts', () => store.classes.list().length)
  await time('one edit, flushed', () => {
    const geometry = { kind: 'box', x: 1, y: 1, width: 9, height: 9 } as const
    const label = { id: randomUUID(), classId: 1, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
    return editPhoto(store, { photoId: 1 + below(photoCount), put: [label], remove: [], verdicts: [] }, 2).then(({ labels }) => labels.length)
  })
  await timeBigSteps(store)
  await time('folder list', () => store.folders.counted().length)
  await time('folder tree', () => store.folders.tree(1).length)
  await time('skipped files', () => store.skipped.list({ offset: 0, limit: 100 }).total)
  store.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
