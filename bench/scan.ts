import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { encodeGrayPng } from '#core/formats/images/png-encode'
import { createEngine, type Engine } from '../main/engine/engine'
import { localClient } from '../main/engine/local-client'

/** node scripts/run-ts.mjs bench/scan.ts [PHOTOS] [FOLDERS]: scans a tree of distinct tiny pictures with the real workers. */
const photoCount = Number(process.argv[2] ?? 50_000)
const folderCount = Number(process.argv[3] ?? 500)
const folder = mkdtempSync(join(tmpdir(), 'mobilabel-bench-'))
const photos = join(folder, 'photos')

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function writePhotos(): void {
  for (let index = 0; index < folderCount; index++) mkdirSync(join(photos, String(index)), { recursive: true })
  const platform = { deflate: (bytes: Uint8Array) => deflateSync(bytes), crc32: (bytes: Uint8Array) => crc32(bytes) }
  for (let index = 0; index < photoCount; index++) {
    const pixels = Uint8Array.from({ length: 64 }, (_value, pixel) => (pixel < 4 ? index >>> (8 * pixel) : 0))
    writeFileSync(join(photos, String(index % folderCount), `${index}.png`), encodeGrayPng(pixels, 8, 8, platform))
  }
}

function open(): Promise<Engine> {
  const cachePath = join(folder, 'cache')
  const workerPath = resolve(import.meta.dirname, '..', 'main', 'worker.js')
  return createEngine({ projectPath: join(folder, 'a.mobilabel'), cachePath, resourcesPath: cachePath, workerPath, appVersion: '0' })
}

/** Runs a scan and samples how long the thread was held up, how many files were open and how much memory was used. */
async function scan(engine: Engine, start: () => Promise<unknown>): Promise<void> {
  const startedMs = performance.now()
  const since = (): number => Math.round(performance.now() - startedMs)
  let firstMs: number | null = null
  let listedMs: number | null = null
  let longestPauseMs = 0
  let openFiles = 0
  let lastMs = performance.now()
  const ticking = setInterval(() => {
    const nowMs = performance.now()
    longestPauseMs = Math.max(longestPauseMs, nowMs - lastMs)
    lastMs = nowMs
    if (process.platform === 'linux') openFiles = Math.max(openFiles, readdirSync('/proc/self/fd').length)
  }, 5)
  const stopListening = engine.on('library.changed', () => {
    firstMs ??= since()
  })
  const ended = new Promise<void>((done) => {
    const stop = engine.on('job.changed', ({ job }) => {
      if (job.kind !== 'scan') return
      if (job.progress.total !== null) listedMs ??= since()
      if (job.endedAtMs === null) return
      stop()
      done()
    })
  })
  await start()
  await ended
  clearInterval(ticking)
  stopListening()
  const memory = Math.round(process.memoryUsage.rss() / 1e6)
  say(
    `  first change ${firstMs ?? '-'} ms, listed ${listedMs ?? '-'} ms, done ${since()} ms, longest pause ${Math.round(longestPauseMs)} ms, ` +
      `at most ${openFiles} open files, ${memory} MB`,
  )
}

try {
  writePhotos()
  say(`${photoCount} photos in ${folderCount} folders`)
  const first = await open()
  say('first scan')
  await scan(first, () => localClient(first).call('folder.add', { paths: [photos] }))
  await first.close()
  for (let opening = 2; opening <= 4; opening++) {
    const startedMs = performance.now()
    const engine = await open()
    const client = localClient(engine)
    const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
    await client.call('photo.cards', { photoIds: [...ids.subarray(0, 100)], minimumScore: 0.3 })
    say(`opening ${opening}: ${ids.length} photos and first cards in ${Math.round(performance.now() - startedMs)} ms; scan without changes`)
    await scan(engine, () => client.call('folder.rescan', {}))
    await engine.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
