import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createEngine } from '../../engine/engine'
import { localClient } from '../../engine/local-client'
import { labelByHue, writeNoisePhotos } from '../../engine/testing/labelled-project'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { buildCli, runCli } from '../testing/run-cli'

const project = join(import.meta.dirname, '..', '..', '..')
const model = 'mobilenet_v2_1.0_224'
let cli = ''

beforeAll(async () => {
  cli = await buildCli('tune')
}, 60_000)

/** A project whose photos are tagged by their hue; returns its file. */
async function labelledProject(folder: string): Promise<string> {
  const photos = join(folder, 'photos')
  const hueOf = await writeNoisePhotos(photos, 8)
  const projectPath = join(folder, 'hues.mobilabel')
  const engine = await createEngine({ projectPath, cachePath: join(folder, 'cache'), resourcesPath: join(project, 'resources'), workerPath: join(project, 'out', 'main', 'worker.js'), workers: 1, appVersion: '0' })
  try {
    await labelByHue(localClient(engine), photos, hueOf)
  } finally {
    await engine.close()
  }
  return projectPath
}

test('a model learns two classes of a project, its version is listed, mistakes in words are named', async () => {
  const folder = temporaryFolder()
  const path = await labelledProject(folder)
  const tune = (...words: string[]) => runCli(cli, join(folder, 'data'), ['tune', ...words, '--project', path])

  const preview = await tune(model, '--classes', 'red,blue', '--preview')
  expect(preview.exitCode).toBe(0)
  expect(preview.out).toMatch(/^class +learn +validate +test +the model knows it as\nred /u)
  expect(preview.out).toContain('8 left out')

  const done = await tune(model, '--classes', 'red,blue', '--test', '25', '--validation', '25', '--json', '--json-progress')
  expect(done.exitCode).toBe(0)
  const { model: card, report } = JSON.parse(done.out) as { model: { id: string; labels: readonly { name: string }[] }; report: object }
  expect(card).toMatchObject({ id: `${model}_tuned`, lineage: { kind: 'tuned', settings: { seed: 1, copies: 0 } } })
  expect(card.labels.map(({ name }) => name)).toEqual(['red', 'blue'])
  expect(report).toMatchObject({ metric: 'top-1', measuredOn: 'test', photos: 4, after: { value: 1 } })
  const progress = done.status.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; state: string })
  expect(progress.at(-1)).toMatchObject({ kind: 'tune', state: 'done', done: 1000, total: 1000 })

  const listed = await runCli(cli, join(folder, 'data'), ['models', '--json'])
  expect(JSON.parse(listed.out)).toContainEqual(expect.objectContaining({ id: card.id, classes: 2, usable: true }))

  expect((await tune(model, '--classes', 'red,purple')).status).toContain('no class "purple"')
  expect((await tune(model, '--augment', 'spin')).status).toContain('no change "spin"')
  expect((await tune('--continue', '77')).status).toContain('no training 77')
  const one = await tune(model, '--classes', 'red')
  expect([one.exitCode, one.status]).toEqual([1, expect.stringContaining('All labels are "red"')])
}, 120_000)
