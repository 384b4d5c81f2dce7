import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { cpus, homedir, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { tuneOnCrops } from '../main/tools/quality/tune/tune-on-crops'
import { photoKinds, photoSet, warmFiles } from './throughput/photo-sets'

/*
 * node scripts/run-ts.mjs bench/tune.ts: a classifier trained on 500 labelled photos, first with nothing cached, then again. Times of
 * the steps as the report of a training has them; the first includes reading every photo for near-duplicates.
 */
const project = resolve(import.meta.dirname, '..', '..')
const cache = process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel')
const photoCount = 500
/** Pictures in a set differ in so many; copies of one have its class. */
const pictures = 20
const classes = 4

mkdirSync(cache, { recursive: true })
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n`)
for (const kind of photoKinds) {
  const photos = await photoSet(join(project, 'resources', 'samples'), cache, kind, photoCount)
  warmFiles(photos)
  const crops = readdirSync(photos).map((relativePath, index) => ({ relativePath, className: `class ${(index % pictures) % classes}` }))
  const folder = mkdtempSync(join(tmpdir(), 'mobilabel-bench-tune-'))
  try {
    const orders = [{ copies: 0, seed: 1 }, { copies: 0, seed: 2 }]
    const [uncached, cached] = await tuneOnCrops({ photos, crops, folder, project }, orders)
    const seconds = (ms: number | undefined): string => `${((ms ?? NaN) / 1000).toFixed(1)} s`
    process.stdout.write(
      `${photoCount} photos of ${kind.name}: features ${seconds(uncached?.timesMs.features)} uncached, ${seconds(cached?.timesMs.features)} cached; training ${seconds(uncached?.timesMs.training)}, measuring ${seconds(uncached?.timesMs.measuring)}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
