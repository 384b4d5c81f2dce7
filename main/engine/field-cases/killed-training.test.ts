import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { TuneOrder } from '#core/contract/tune'
import { createEngine } from '../engine'
import { localClient } from '../local-client'
import { buildTestProgram } from '../testing/build-test-program'
import { jobEnd } from '../testing/job-end'
import { labelByHue, writeNoisePhotos, writeRandomClassifier } from '../testing/labelled-project'
import { runProgram } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'

const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('tune-program.ts', 'killed-training')
}, 60_000)

const order: TuneOrder = {
  modelId: 'random',
  scope: { kind: 'filter', filter: {} },
  classIds: null,
  kept: 'replace',
  answer: 'one-class',
  balance: 'classes',
  augmentations: ['mirror', 'crop', 'colour'],
  copies: 6,
  split: { validation: 0.2, test: 0.2 },
  seed: 11,
  name: null,
}

async function withEngine<Result>(folder: string, work: (client: EngineClient) => Promise<Result>): Promise<Result> {
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    modelsPath: join(folder, 'models'),
    resourcesPath: join(folder, 'resources'),
    workerPath,
    workers: 1,
    appVersion: '0',
  })
  try {
    return await work(localClient(engine))
  } finally {
    await engine.close()
  }
}

test('a training whose engine was killed goes on from its last epoch to the bytes of one that was not', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeRandomClassifier(join(folder, 'resources'))
  const hueOf = await writeNoisePhotos(photos, 10)
  await withEngine(folder, (client) => labelByHue(client, photos, hueOf))
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order))

  const running = runProgram(program, folder, workerPath)
  for (let line = await running.line(); line !== 'epochs 2'; line = await running.line()) expect(line).toMatch(/^epochs [01]$/u)
  running.process.kill('SIGKILL')
  await running.ended

  await withEngine(folder, async (client) => {
    const [left] = await client.call('tune.list', {})
    expect(left).toMatchObject({ state: 'interrupted', modelId: null })
    const tuneId = left?.id ?? 0
    const goOn = await client.call('tune.continue', { tuneId })
    expect(await jobEnd(client, goOn.jobId)).toMatchObject({ state: 'done', error: null })
    const resumed = await client.call('tune.report', { tuneId })
    const whole = await client.call('tune.start', order)
    expect(await jobEnd(client, whole.jobId)).toMatchObject({ state: 'done' })
    const straight = await client.call('tune.report', { tuneId: whole.tuneId })
    expect(resumed.card.sha256).toBe(straight.card.sha256)
    expect(resumed.report.epochs).toEqual(straight.report.epochs)
  })
}, 120_000)
