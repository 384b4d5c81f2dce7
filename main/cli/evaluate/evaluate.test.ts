import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { EvaluationReport } from '#core/contract/evaluation'
import { parseModelManifest } from '#core/model/model-manifest'
import { createEngine } from '../../engine/engine'
import { localClient } from '../../engine/local-client'
import { labelByHue, writeNoisePhotos } from '../../engine/testing/labelled-project'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { buildCli, runCli } from '../testing/run-cli'

const project = join(import.meta.dirname, '..', '..', '..')
const model = 'mobilenet_v2_1.0_224'
let cli = ''

beforeAll(async () => {
  cli = await buildCli('evaluate')
}, 60_000)

/** The shipped classifier as a version made here, with a doc_string (ModelProto's field 6) more. */
function writeSameAgain(models: string): void {
  const shipped = join(project, 'resources', 'models')
  const cards = parseModelManifest(JSON.parse(readFileSync(join(shipped, 'manifest.json'), 'utf8')))
  const card = cards.find(({ id }) => id === model)
  const bytes = Buffer.concat([readFileSync(join(shipped, card?.file ?? '')), Buffer.from([0x32, 1, 0x78])])
  const folder = join(models, 'same-again')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'model.onnx'), bytes)
  const version = { ...card, id: 'same-again', name: 'Same again', file: 'model.onnx', sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
  writeFileSync(join(folder, 'card.json'), JSON.stringify(version))
}

test('a folder with labels of another tool is evaluated and nothing of it kept', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  await writeNoisePhotos(photos, 1)
  // Classes of ImageNet, by photo; noise is none of them.
  writeFileSync(join(folder, 'labels.csv'), 'image,class\nred-000.png,tench\ngreen-000.png,goldfish\nblue-000.png,goldfish\n')
  const evaluate = (...words: string[]) => runCli(cli, join(folder, 'data'), ['evaluate', ...words])

  const done = await evaluate(model, '--photos', photos, '--labels', join(folder, 'labels.csv'), '--no-speed', '--json')
  expect([done.exitCode, done.status]).toEqual([0, expect.any(String)])
  const report = JSON.parse(done.out) as EvaluationReport
  expect(report).toMatchObject({ task: 'classification', photos: 3, evaluation: { state: 'done' } })
  expect(report.models[0]?.accuracy.map(({ key }) => key)).toEqual(['top1', 'top5'])
  expect(Object.fromEntries((report.models[0]?.classes ?? []).map(({ name, photos: count }) => [name, count]))).toEqual({ goldfish: 2, tench: 1 })

  const wrong = await evaluate(model, '--photos', photos)
  expect([wrong.exitCode, wrong.status]).toEqual([1, expect.stringContaining('--photos and --labels go together')])
  expect((await evaluate()).status).toContain('needs the ids of models')
}, 120_000)

test('models of a project are compared, as tables and as files', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  const projectPath = join(folder, 'hues.mobilabel')
  const hueOf = await writeNoisePhotos(photos, 2)
  writeSameAgain(join(folder, 'data', 'models'))
  const engine = await createEngine({ projectPath, cachePath: join(folder, 'cache'), modelsPath: join(folder, 'data', 'models'), resourcesPath: join(project, 'resources'), workerPath: join(project, 'out', 'main', 'worker.js'), workers: 1, appVersion: '0' })
  const client = localClient(engine)
  await labelByHue(client, photos, hueOf)
  // The model's first class is to mean red, for both versions of it.
  const [red] = await client.call('class.list', {})
  for (const modelId of [model, 'same-again']) await client.call('class-map.set', { modelId, index: 0, classId: red?.id ?? 0 })
  await engine.close()

  const one = await runCli(cli, join(folder, 'data'), ['compare', model, '--project', projectPath])
  expect([one.exitCode, one.status]).toEqual([1, expect.stringContaining('at least two models')])
  const mixed = await runCli(cli, join(folder, 'data'), ['compare', model, 'ssdlite_mobilenet_v2_300', '--project', projectPath])
  expect([mixed.exitCode, mixed.status]).toEqual([1, expect.stringContaining('cannot be compared')])

  const [csv, html, differences] = ['report.csv', 'report.html', 'differences.csv'].map((name) => join(folder, name)) as [string, string, string]
  const done = await runCli(cli, join(folder, 'data'), ['compare', model, 'same-again', '--project', projectPath, '--csv', csv, '--html', html, '--differences', differences])
  expect([done.exitCode, done.status]).toEqual([0, expect.stringContaining(html)])
  expect(done.out).toMatch(/^classification: 2 models on 2 reviewed photos/u)
  // The same network says the same: no difference, in every draw.
  expect(done.out).toMatch(/same-again .* 0\.0 points \(0\.0 to 0\.0\) .* 100\.0 %\n/u)
  expect(done.out).toContain('cannot answer: green, blue')
  expect(readFileSync(csv, 'utf8').split('\n')).toHaveLength(4)
  expect(readFileSync(html, 'utf8')).toContain('</html>')
  expect(readFileSync(differences, 'utf8').split('\n')).toHaveLength(2)
}, 120_000)
