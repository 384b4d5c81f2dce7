import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, homedir, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Task } from '#core/model/prediction'
import { ModelRegistry } from '../main/engine/services/model-registry'
import { engineRate, type Rate } from './throughput/engine-rate'
import { median } from './throughput/median'
import { photoKinds, photoSet, warmFiles, type PhotoKind } from './throughput/photo-sets'
import { preparePython, pythonRate } from './throughput/python-rate'
import { reportRow, reportTable, type ReportRow } from './throughput/report'
import { stepCosts } from './throughput/step-costs'

/*
 * npm run bench -- [--rounds N] [--models a,b] [--photos FOLDER] [--without-python]: photos per second of a run, against what
 * the steps alone cost and against a Python program. Rounds of all programs alternate, so that a busy machine hits them alike.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    models: { type: 'string' },
    photos: { type: 'string' },
    workers: { type: 'string' },
    'without-python': { type: 'boolean', default: false },
  },
})

// The bundle lies two folders below the project.
const project = resolve(import.meta.dirname, '..', '..')
const resources = join(project, 'resources')
const cache = process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel')
const source = options.photos === undefined ? join(resources, 'samples') : resolve(options.photos)
const workers = Number(options.workers ?? availableParallelism())
const rounds = Number(options.rounds)

/** Enough photos for a few seconds each. */
const photosPerRound: Readonly<Record<Task, number>> = { classification: 400, detection: 200, segmentation: 60 }
const largePhotosPerRound: Readonly<Record<Task, number>> = { classification: 100, detection: 100, segmentation: 40 }
const photosForSteps = 40
const photosForWarmUp = 24

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function middle(rates: readonly Rate[]): Rate | null {
  if (rates.length === 0) return null
  return {
    photosPerSecond: median(rates.map(({ photosPerSecond }) => photosPerSecond)),
    cpuMsPerPhoto: median(rates.map(({ cpuMsPerPhoto }) => cpuMsPerPhoto)),
  }
}

async function main(): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const wanted = options.models?.split(',')
  const models = (await new ModelRegistry(resources).list()).filter(({ card }) => wanted === undefined || wanted.includes(card.id))
  const python = options['without-python'] ? null : await preparePython(cache)
  const pythonScript = join(project, 'bench', 'python-pool.py')
  const setting = { resourcesPath: resources, workerPath: join(project, 'out', 'main', 'worker.js'), workers }
  say(`${cpus()[0]?.model ?? 'unknown processor'}, ${workers} workers, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds`)
  const rows: ReportRow[] = []
  const folderOf = (kind: PhotoKind, task: Task): Promise<string> =>
    photoSet(source, cache, kind, (kind.isLarge ? largePhotosPerRound : photosPerRound)[task])

  for (const kind of photoKinds) {
    for (const model of models) {
      const { card, path } = model
      const folder = await folderOf(kind, card.task)
      const warmUpFolder = await photoSet(source, cache, kind, photosForWarmUp)
      warmFiles(folder)
      const costs = await stepCosts(model, folder, photosForSteps)
      const [ours, theirs, theirsReduced]: [Rate[], Rate[], Rate[]] = [[], [], []]
      const task = { modelPath: path, task: card.task, folder, workers }
      for (let round = 0; round < rounds; round++) {
        ours.push(await engineRate(setting, card.id, folder, warmUpFolder))
        if (python === null) continue
        theirs.push(await pythonRate(python, pythonScript, { ...task, decode: 'full' }))
        if (kind.isLarge) theirsReduced.push(await pythonRate(python, pythonScript, { ...task, decode: 'reduced' }))
      }
      const rate = middle(ours)
      if (rate === null) continue
      const row = reportRow({ model: card.id, photos: kind.name, workers, costs, rate, python: middle(theirs), pythonReduced: middle(theirsReduced) })
      rows.push(row)
      say(reportTable([row]))
    }
  }
  say(`\n${reportTable(rows)}`)
  const result = join(project, 'out', 'bench.json')
  writeFileSync(result, JSON.stringify({ node: process.versions.node, workers, rounds, rows }, null, 2))
  say(`written to ${result}`)
}

await main()
