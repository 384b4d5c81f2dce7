import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { QuantizeOrder } from '#core/contract/models'
import type { Prediction } from '#core/model/prediction'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd, scanFolder } from '../../testing/annotated-folder'
import { labelByHue, writeNoisePhotos, writeRandomClassifier } from '../../testing/labelled-project'
import { openStore } from '../../store/open-store'
import { temporaryFolder } from '../../testing/temporary-folder'
import { chooseCalibration } from './calibration-choice'
import { correctnessOf, reviewedLabels } from './reviewed-labels'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const everything = { kind: 'scope', scope: { kind: 'filter', filter: {} } } as const
const order: QuantizeOrder = {
  modelId: 'random',
  photos: everything,
  count: 12,
  seed: 1,
  recipe: { kind: 'static', equalisation: { kind: 'none' }, scales: 'largest-weight', rounding: 'nearest', bias: 'original', momentPhotos: 0, goal: { kind: 'loss', atMostPoints: 100 } },
}

async function openEngine(folder: string) {
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    modelsPath: join(folder, 'models'),
    resourcesPath: join(folder, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 1,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return { client: localClient(engine), engine }
}

test('answers are judged by what a person reviewed, so that a loss against labels can be a goal', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  const card = writeRandomClassifier(join(folder, 'resources'), ['red', 'green', 'other'])
  const hueOf = await writeNoisePhotos(photos, 3)
  const { client, engine } = await openEngine(folder)
  await scanFolder(client, photos)
  const without = await client.call('model.quantize', order)
  expect(await jobEnd(client, without.jobId)).toMatchObject({ state: 'failed', error: { code: 'bad-input' } })

  await labelByHue(client, photos, hueOf, new Set(['red-000.png']))
  const { jobId } = await client.call('model.quantize', order)
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
  await engine.close()

  const store = await openStore(join(folder, 'project.mobilabel'))
  onTestFinished(() => store.close())
  const { calibration, heldOut, reviewed } = await chooseCalibration(store, order, async () => undefined)
  expect([...calibration, ...heldOut]).toHaveLength(9)
  expect([...reviewed.keys()].toSorted()).toEqual([...hueOf.keys()].filter((name) => name !== 'red-000.png').map((name) => join(photos, name)).toSorted())
  const labels = reviewedLabels(store, card, reviewed)
  expect(labels.names).toEqual(['red', 'green'])
  const saying = (index: number): Prediction => ({ task: 'classification', tags: [{ index, score: 1 }], entropy: 0 })
  const judge = (name: string, index: number) => correctnessOf(labels, join(photos, name))?.(saying(index)) ?? null
  expect([judge('red-001.png', 0), judge('red-001.png', 1), judge('green-000.png', 1)]).toEqual([1, 0, 1])
  // Not reviewed; of a class that the model does not know.
  expect([judge('red-000.png', 0), judge('blue-000.png', 2)]).toEqual([null, null])
}, 120_000)
