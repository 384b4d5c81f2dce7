import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { EngineProbe } from '../window/engine-probe'
import type { Rate } from './engine-rate'
import { ProcessCpu } from './process-cpu'
import { steadySpan } from './steady-span'

export interface AppRate extends Rate {
  /** CPU of the window, the graphics process and the app process meanwhile. */
  readonly windowCpuMsPerPhoto: number
}

/** Thumbnails of a new folder are made in this time; without them the run has the machine to itself. */
const restMs = 3000

/** Process ids of the engine and of everything else of the app. */
async function processesOf(app: ElectronApplication): Promise<{ readonly engine: readonly number[]; readonly others: readonly number[] }> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid, name, serviceName }) => ({ pid, names: [name, serviceName] })))
  const pids = (isEngine: boolean): readonly number[] => metrics.filter(({ names }) => names.includes('Mobilabel engine') === isEngine).map(({ pid }) => pid)
  return { engine: pids(true), others: pids(false) }
}

/** As `cliRate`, in the built app with its window open on the library. */
export async function appRate(appFolder: string, modelId: string, folder: string, leastDone: number): Promise<AppRate> {
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-app-'))
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const app = await _electron.launch({
    args: [appFolder, '--', join(home, 'app.mobilabel')],
    cwd: appFolder,
    env: { ...Object.fromEntries(inherited), MOBILABEL_DATA: join(home, 'data'), HOME: home },
  })
  try {
    const page = await app.firstWindow()
    await page.getByRole('button', { name: 'Add photo folder' }).waitFor()
    const engine = await EngineProbe.start(page)
    await engine.courseOf((await engine.call('folder.add', { paths: [folder] })).jobId)
    await page.getByRole('gridcell').first().waitFor()
    await page.waitForTimeout(restMs)
    const processes = await processesOf(app)
    const cpu = new ProcessCpu(processes.engine)
    const windowCpu = new ProcessCpu(processes.others)
    const { jobId } = await engine.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: [modelId], redo: 'missing' })
    const changes = await engine.courseOf(jobId)
    cpu.stop()
    windowCpu.stop()
    const { startMs, endMs, photos } = steadySpan(changes.map(({ atMs, job }) => ({ atMs, done: job.progress.done })), leastDone)
    return {
      photosPerSecond: (photos * 1000) / (endMs - startMs),
      cpuMsPerPhoto: cpu.between(startMs, endMs) / photos,
      windowCpuMsPerPhoto: windowCpu.between(startMs, endMs) / photos,
    }
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}
