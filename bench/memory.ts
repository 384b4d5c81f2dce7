import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createEngine } from '../main/engine/engine'
import { localClient } from '../main/engine/local-client'
import { median } from './throughput/median'
import { photoKinds, photoSet } from './throughput/photo-sets'

/*
 * node scripts/run-ts.mjs bench/memory.ts [PHOTOS]: memory of the engine's process during a run over real photos of 500 px.
 * Exit code 1 when the last quarter of the run holds more than the first by over 5 %.
 */
const photoCount = Number(process.argv[2] ?? 5000)
const modelIds = ['mobilenet_v2_1.0_224', 'ssdlite_mobilenet_v2_300']
const sampleMs = 250
const allowedGrowth = 0.05
/** Sessions, thread stacks and caches fill up while the first photos are answered. */
const warmUpPhotos = Math.min(200, photoCount / 10)

// The bundle lies two folders below the project.
const project = resolve(import.meta.dirname, '..', '..')
const cache = process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel')
const [kind] = photoKinds

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

interface Sample {
  readonly answered: number
  readonly bytes: number
}

/** Runs the models over a folder and samples how much memory the process holds. */
async function sampleRun(photos: string, home: string): Promise<readonly Sample[]> {
  const engine = await createEngine({
    projectPath: join(home, 'bench.mobilabel'),
    cachePath: join(home, 'cache'),
    resourcesPath: join(project, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 2,
    appVersion: '0',
  })
  const { call, on } = localClient(engine)
  const ended = (jobId: number): Promise<void> =>
    new Promise((resolveJob, reject) => {
      const stop = on('job.changed', ({ job }) => {
        if (job.id !== jobId || job.endedAtMs === null) return
        stop()
        if (job.state === 'done' && job.progress.failed === 0) resolveJob()
        else reject(new Error(`"${job.title}" ended ${job.state} with ${job.progress.failed} failures`))
      })
    })
  const samples: Sample[] = []
  let answered = 0
  try {
    await ended((await call('folder.add', { paths: [photos] })).jobId)
    const { jobId } = await call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds, redo: 'missing' })
    on('job.changed', ({ job }) => {
      if (job.id === jobId) answered = job.progress.done / modelIds.length
    })
    const sampling = setInterval(() => samples.push({ answered, bytes: process.memoryUsage.rss() }), sampleMs)
    await ended(jobId)
    clearInterval(sampling)
  } finally {
    await engine.close()
  }
  return samples
}

/** Median of the samples between two shares of the run behind the warm-up. */
function medianBetween(samples: readonly Sample[], from: number, to: number): number {
  const place = ({ answered }: Sample): number => (answered - warmUpPhotos) / (photoCount - warmUpPhotos)
  return median(samples.filter((sample) => place(sample) >= from && place(sample) < to).map(({ bytes }) => bytes))
}

async function main(): Promise<void> {
  if (kind === undefined) throw new Error('there is no kind of photo')
  mkdirSync(cache, { recursive: true })
  const photos = await photoSet(join(project, 'resources', 'samples'), cache, kind, photoCount)
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-bench-'))
  try {
    const startedMs = performance.now()
    const samples = await sampleRun(photos, home)
    const quarters = [0, 0.25, 0.5, 0.75].map((from) => medianBetween(samples, from, from + 0.25))
    const [first = Number.NaN, , , last = Number.NaN] = quarters
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
    const most = samples.reduce((bytes, sample) => Math.max(bytes, sample.bytes), 0)
    say(`${photoCount} photos of ${kind.name}, ${modelIds.join(' + ')}, ${Math.round((performance.now() - startedMs) / 1000)} s, load ${loadavg()[0]?.toFixed(1)}, ${samples.length} samples`)
    say(`median of each quarter after ${warmUpPhotos} photos: ${quarters.map(megabytes).join(', ')}; most ${megabytes(most)}`)
    const growth = last / first - 1
    say(`growth from the first quarter to the last: ${(growth * 100).toFixed(1)} % (allowed ${allowedGrowth * 100} %)`)
    if (!(growth < allowedGrowth)) process.exitCode = 1
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

await main()
