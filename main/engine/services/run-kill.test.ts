import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Connection } from '../store/connection'
import { buildTestProgram } from '../testing/build-test-program'
import { writeColourPhotos } from '../testing/colour-photos'
import { runProgram, type RunningScript } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'

const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('run-program.ts', 'run-kill')
})

/** Waits until the program has written at least so many answers, then kills it as the system would. */
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
    if (line.startsWith('end ')) {
      await running.ended
      return line
    }
  }
}

interface Answer {
  readonly photo: string
  readonly model: string
  readonly status: string
  readonly hash: string
  readonly score: number | null
  readonly classes: string
}

function answersOf(folder: string): { answers: Answer[]; check: unknown; counts: unknown } {
  const connection = new Connection(join(folder, 'project.mobilabel'))
  try {
    return {
      answers: connection.all<Answer>(
        `SELECT relative_path AS photo, model_id AS model, status, predictions.content_hash AS hash, score,
           (SELECT group_concat(class_index || ' ' || score) FROM predicted_classes AS c WHERE c.photo_id = photos.photo_id AND c.model_key = models.model_key) AS classes
         FROM predictions JOIN photos USING (photo_id) JOIN models USING (model_key) ORDER BY 1, 2`,
      ),
      check: connection.pragma('integrity_check'),
      counts: connection.all('SELECT state, total, done, failed FROM runs'),
    }
  } finally {
    connection.close()
  }
}

test('a run that is killed twice ends with exactly the answers of one that was not', async () => {
  const photos = 200
  const [disturbed, undisturbed] = [temporaryFolder(), temporaryFolder()]
  for (const folder of [disturbed, undisturbed]) {
    await writeColourPhotos(join(folder, 'photos'), photos, { width: 1280, height: 960 })
    writeTinyModels(join(folder, 'resources'))
  }
  const start = (folder: string): RunningScript => runProgram(program, folder, workerPath)

  expect(await killAfter(start(disturbed), 100)).toBe('found nothing')
  const between = answersOf(disturbed)
  expect(between.answers.length).toBeGreaterThanOrEqual(100)
  expect(between.answers.length).toBeLessThan(2 * photos)
  expect(between.check).toBe('ok')
  expect(await killAfter(start(disturbed), 200)).toBe('found interrupted')
  expect(await untilEnd(start(disturbed))).toBe('end done')
  expect(await untilEnd(start(undisturbed))).toBe('end done')

  const [after, expected] = [answersOf(disturbed), answersOf(undisturbed)]
  expect(expected.answers).toHaveLength(2 * photos)
  expect(after.answers).toEqual(expected.answers)
  expect(after.counts).toEqual([{ state: 'done', total: 2 * photos, done: 2 * photos, failed: 0 }])
  expect(after.check).toBe('ok')
}, 90_000)
