import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineClient } from '#core/contract/index'
import type { PhotoCard } from '#core/contract/photos'
import { createEngine } from '../../engine/engine'
import { localClient } from '../../engine/local-client'
import type { QualityCheck } from './quality-bench'

interface Row {
  readonly file: string
  /** What the manifest says the app should do. */
  readonly expected: string
  readonly size: string
}

interface Outcome {
  readonly kind: 'decoded' | 'refused'
  /** The upright size as "width × height", or the sentence of the refusal. */
  readonly tells: string
}

/** Fields of a CSV line; quoted ones may hold commas. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '')
}

function readManifest(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const columns = fieldsOf(head)
  return lines.map(fieldsOf).map((fields) => {
    const field = (name: string): string => fields[columns.indexOf(name)] ?? ''
    return { file: field('file'), expected: field('expected_app'), size: `${field('width_upright')} × ${field('height_upright')}` }
  })
}

function ended(client: EngineClient, jobId: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.on('job.changed', ({ job }) => {
      if (job.id !== jobId || job.endedAtMs === null) return
      stop()
      resolve()
    })
  })
}

function outcomeOf({ photo, answers }: PhotoCard, models: number): Outcome {
  const failed = answers.find(({ status }) => status === 'failed')
  if (photo.state === 'present' && failed === undefined && answers.length === models) return { kind: 'decoded', tells: `${photo.width} × ${photo.height}` }
  return { kind: 'refused', tells: failed?.reason ?? photo.reason ?? `The photo is ${photo.state} and has ${answers.length} answers` }
}

/** What the whole engine makes of every file of a folder: scanned, shown small and large, answered by every model. */
async function outcomesOf(folder: string, resourcesPath: string, workerPath: string): Promise<ReadonlyMap<string, Outcome>> {
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-odd-'))
  const engine = await createEngine({ projectPath: join(home, 'a.mobilabel'), cachePath: join(home, 'cache'), resourcesPath, workerPath, appVersion: '0' })
  try {
    const client = localClient(engine)
    await ended(client, (await client.call('folder.add', { paths: [folder] })).jobId)
    const models = (await client.call('model.list', {})).map(({ card }) => card.id)
    await ended(client, (await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: models, redo: 'missing' })).jobId)
    const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
    const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
    const { files } = await client.call('folder.skipped', { offset: 0, limit: 1000 })
    for (const { photo } of cards.filter((card) => outcomeOf(card, models.length).kind === 'decoded')) {
      for (const variant of ['thumbnail', 'view'] as const) await client.call('photo.file', { photoId: photo.id, variant })
    }
    return new Map([
      ...files.map(({ relativePath, reason }): [string, Outcome] => [relativePath, { kind: 'refused', tells: reason }]),
      ...cards.map((card): [string, Outcome] => [card.photo.relativePath, outcomeOf(card, models.length)]),
    ])
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** True when the manifest allows this: a picture of the right size, a refusal in a sentence, or either. */
function isAllowed({ expected, size }: Row, outcome: Outcome): boolean {
  const mayRefuse = /refuse|error|not supported|not listed/.test(expected)
  const mayDecode = /decode|partial/.test(expected)
  return outcome.kind === 'decoded' ? mayDecode && outcome.tells === size : mayRefuse && /^[A-Z].*\.$/.test(outcome.tells)
}

/** Odd photos through the whole engine of a built project: each does what its manifest says. */
export const checkOddPhotos = (projectFolder: string): QualityCheck => async ({ dataFolder }) => {
  const folder = join(dataFolder, 'photos-odd')
  const rows = readManifest(join(folder, 'manifest.csv'))
  const outcomes = await outcomesOf(join(folder, 'files'), join(projectFolder, 'resources'), join(projectFolder, 'out', 'main', 'worker.js'))
  const departing = rows.filter((row) => !isAllowed(row, outcomes.get(row.file) ?? { kind: 'refused', tells: 'nothing is known of it' }))
  for (const { file, expected, size } of departing) process.stderr.write(`${file}: ${JSON.stringify(outcomes.get(file))}, expected: ${expected}, ${size}\n`)
  return [{ what: `odd photos, ${rows.length} files as their manifest says`, measured: rows.length - departing.length, bar: { kind: 'at-least', value: rows.length }, reference: null }]
}
