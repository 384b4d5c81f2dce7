import { mkdirSync } from 'node:fs'
import { cpus, homedir, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { appRate, type AppRate } from './throughput/app-rate'
import { cliRate } from './throughput/cli-rate'
import type { Rate } from './throughput/engine-rate'
import { median } from './throughput/median'
import { photoKinds, photoSet, warmFiles } from './throughput/photo-sets'

/*
 * node scripts/run-ts.mjs bench/app-and-cli.ts [--app FOLDER] [--model ID] [--photos N] [--rounds N]: the same photos annotated in
 * the window of a built app and by its command line, by turns. Needs a display: put it behind `xvfb-run -a` where there is none.
 */
const { values: options } = parseArgs({
  options: {
    app: { type: 'string', default: '.' },
    model: { type: 'string', default: 'mobilenet_v2_1.0_224' },
    photos: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
  },
})
const appFolder = resolve(options.app)
const photoCount = Number(options.photos)
/** Until then workers start and load the model. */
const leastDone = Math.ceil(photoCount / 8)

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function row(name: string, rate: Rate): void {
  say(`| ${name} | ${rate.photosPerSecond.toFixed(1)} | ${rate.cpuMsPerPhoto.toFixed(2)} |`)
}

function middle(rates: readonly Rate[]): Rate {
  return { photosPerSecond: median(rates.map(({ photosPerSecond }) => photosPerSecond)), cpuMsPerPhoto: median(rates.map(({ cpuMsPerPhoto }) => cpuMsPerPhoto)) }
}

const cache = process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel')
mkdirSync(cache, { recursive: true })
const [kind] = photoKinds
if (kind === undefined) throw new Error('There is no kind of photos.')
const folder = await photoSet(resolve('resources', 'samples'), cache, kind, photoCount)
warmFiles(folder)
const byApp: AppRate[] = []
const byCli: Rate[] = []
say(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before, ${photoCount} photos of ${kind.name}, ${options.model}\n`)
say('| | photos/s | CPU ms per photo |\n| --- | --- | --- |')
for (let round = 1; round <= Number(options.rounds); round++) {
  const window = await appRate(appFolder, options.model, folder, leastDone)
  row(`app, round ${round}`, window)
  byApp.push(window)
  const line = await cliRate(join(appFolder, 'out', 'main', 'cli.js'), options.model, folder, leastDone)
  row(`command line, round ${round}`, line)
  byCli.push(line)
}
const [app, cli] = [middle(byApp), middle(byCli)]
row('app, median', app)
row('command line, median', cli)
say(`\napp / command line: ${(app.photosPerSecond / cli.photosPerSecond).toFixed(3)} photos per second, ${(app.cpuMsPerPhoto / cli.cpuMsPerPhoto).toFixed(3)} CPU per photo in the engine`)
say(`the app's other processes: ${median(byApp.map(({ windowCpuMsPerPhoto }) => windowCpuMsPerPhoto)).toFixed(2)} CPU ms per photo`)
