import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { openStore } from '../store/open-store'
import type { Store } from '../store/store'
import { cardsByPath, openShippedEngine, scanFolder } from '../testing/annotated-folder'
import { buildTestProgram } from '../testing/build-test-program'
import { runProgram, type RunningScript } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..')
const samples = ['astronaut', 'chelsea', 'coffee', 'motorcycle', 'rocket'] as const
const photoCount = 200
const modelIds = ['mobilenet_v2_1.0_224', 'ssdlite_mobilenet_v2_300']
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('annotate-program.ts', 'killed-run')
})

async function writePhotos(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const pictures = await Promise.all(samples.map((name) => sharp(join(project, 'resources', 'samples', `${name}.jpg`)).resize(160, 120, { fit: 'cover' }).jpeg().toBuffer()))
  for (let index = 0; index < photoCount; index++) {
    // Bytes behind the end of a JPEG change its hash and nothing else.
    writeFileSync(join(folder, `${index}.jpg`), Buffer.concat([pictures[index % pictures.length] ?? new Uint8Array(), Buffer.from(String(index))]))
  }
}

/** Kills the program as the system would once so many answers are stored; returns what run it found. */
async function killAfter(running: RunningScript, answers: number): Promise<string> {
  const found = await running.line()
  for (let done = 0; done < answers; ) {
    const line = await running.line()
    expect(line).toMatch(/^done \d+$/)
    done = Number(line.slice('done '.length))
  }
  running.process.kill('SIGKILL')
  await running.ended
  return found
}

async function untilEnd(running: RunningScript): Promise<string> {
  for (;;) {
    const line = await running.line()
    if (!line.startsWith('end ')) continue
    await running.ended
    return line
  }
}

const answersSql = `SELECT relative_path AS path, model_id AS model, status, predictions.content_hash AS hash, score, uncertainty,
    (SELECT group_concat(rank || ' ' || class_index || ' ' || score) FROM predicted_tags AS t WHERE t.prediction_id = predictions.prediction_id) AS tags,
    (SELECT group_concat(rank || ' ' || class_index || ' ' || score || ' ' || x || ' ' || y || ' ' || width || ' ' || height)
      FROM predicted_boxes AS b WHERE b.prediction_id = predictions.prediction_id) AS boxes
  FROM predictions JOIN photos USING (photo_id) JOIN models USING (model_key) ORDER BY 1, 2`
const labelsSql = 'SELECT relative_path AS path, review_state, labels.* FROM labels JOIN photos USING (photo_id) ORDER BY label_id'

/** What is in a project, looked at while no engine has it. */
async function look<Result>(folder: string, read: (store: Store) => Result): Promise<Result> {
  const store = await openStore(join(folder, 'a.mobilabel'))
  try {
    expect(store.connection.pragma('integrity_check')).toBe('ok')
    return read(store)
  } finally {
    store.close()
  }
}

test('a run killed at 100 and at 150 photos ends as one that was left alone, and what people drew is untouched', async () => {
  const [disturbed, undisturbed] = [temporaryFolder(), temporaryFolder()]
  await writePhotos(join(disturbed, 'photos'))
  mkdirSync(join(undisturbed, 'photos'))
  for (let index = 0; index < photoCount; index++) copyFileSync(join(disturbed, 'photos', `${index}.jpg`), join(undisturbed, 'photos', `${index}.jpg`))
  const start = (folder: string): RunningScript =>
    runProgram(program, folder, join(project, 'resources'), join(project, 'out', 'main', 'worker.js'), modelIds.join(','))
  const labelsOf = (folder: string) => look(folder, ({ connection }) => connection.all<Record<string, unknown>>(labelsSql))

  expect(await killAfter(start(disturbed), 2 * 100)).toBe('found nothing')
  const drawn = await labelsOf(disturbed)
  expect(drawn).toHaveLength(20)
  expect(await killAfter(start(disturbed), 2 * 150)).toBe('found interrupted')
  expect(await labelsOf(disturbed)).toEqual(drawn)
  expect(await untilEnd(start(disturbed))).toBe('end done')
  expect(await untilEnd(start(undisturbed))).toBe('end done')

  const answersOf = (folder: string) => look(folder, ({ connection }) => connection.all<Record<string, unknown>>(answersSql))
  const expected = await answersOf(undisturbed)
  expect(expected).toHaveLength(2 * photoCount)
  expect(new Set(expected.map(({ status }) => status))).toEqual(new Set(['done']))
  expect(await answersOf(disturbed)).toEqual(expected)
  expect(await labelsOf(disturbed)).toEqual(drawn)
  const runs = await look(disturbed, ({ connection }) => connection.all('SELECT state, total, done, failed FROM runs'))
  expect(runs).toEqual([{ state: 'done', total: 2 * photoCount, done: 2 * photoCount, failed: 0 }])
}, 120_000)

test('a renamed photo finds its labels by its bytes', async () => {
  const folder = temporaryFolder()
  for (const name of ['coffee', 'rocket']) copyFileSync(join(project, 'resources', 'samples', `${name}.jpg`), join(folder, `${name}.jpg`))
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  const { id: classId } = await client.call('class.add', { name: 'cup' })
  const photoId = (await cardsByPath(client)).get('coffee.jpg')?.photo.id ?? 0
  const label = { id: 'a', classId, geometry: { kind: 'box', x: 1, y: 2, width: 3, height: 4 }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
  await client.call('label.edit', { photoId, put: [label], remove: [], verdicts: [], reviewState: 'reviewed' })
  mkdirSync(join(folder, 'x#y%z'))
  renameSync(join(folder, 'coffee.jpg'), join(folder, 'x#y%z', 'na\u00efve 100%25.jpg'))
  await scanFolder(client, folder)
  const cards = await cardsByPath(client)
  expect([...cards.keys()].sort()).toEqual(['rocket.jpg', 'x#y%z/na\u00efve 100%25.jpg'])
  expect(cards.get('x#y%z/na\u00efve 100%25.jpg')).toMatchObject({ photo: { id: photoId, reviewState: 'reviewed' }, labels: [{ id: 'a', geometry: label.geometry }] })
})
