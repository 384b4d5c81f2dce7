import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BundleContent, BundleOrder, BundleReport } from '#core/contract/bundle'
import { AppError } from '#core/contract/errors'
import type { JobId } from '#core/model/job'
import { fileErrorName, mapFileError } from '../../map-file-error'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { runThread } from '../../threads/run-thread'
import { RecentReports } from '../datasets/recent-reports'
import { chooseCalibration } from '../quantize/calibration-choice'
import type { ServiceDependencies } from '../service-dependencies'
import { openBundle } from './open-bundle'
import { packBundle } from './pack-bundle'
import type { BundleProgress, BundleTask, WrittenBundle } from './write-bundle'

const threadName = 'The part that exports models'

/** Exports models with everything a phone needs, as jobs. */
export class BundleExporter {
  readonly #dependencies: ServiceDependencies
  readonly #script: string
  readonly #reports = new RecentReports<BundleReport>('export')

  constructor(dependencies: ServiceDependencies) {
    this.#dependencies = dependencies
    this.#script = join(dirname(dependencies.options.workerPath), 'worker-bundle.js')
  }

  /** Throws `not-found`, `unsupported-model`, or `bad-input` for a target that holds something else. */
  async start(order: BundleOrder): Promise<JobId> {
    const { jobs, registry } = this.#dependencies
    const [model] = await registry.usable([order.modelId])
    if (model === undefined) throw new AppError('not-found', `There is no model "${order.modelId}".`)
    const path = resolve(order.target.path)
    await checkTarget(path, order.target.kind)
    return jobs.start({ kind: 'bundle', title: `Export ${model.card.name}` }, async (context) => {
      const { manifest, leftOut } = await this.#export(model, order, path, context)
      const files = manifest.files.map(({ format, path: name, bytes, sha256 }) => ({ format, path: name, bytes, sha256 }))
      this.#reports.put({ jobId: context.id, path, files, goldenPhotos: manifest.golden.length, leftOut })
    })
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): BundleReport {
    return this.#reports.get(jobId)
  }

  /** Writes into a new, empty folder. */
  async write(model: ModelFile, order: BundleContent, folder: string, context: JobContext): Promise<WrittenBundle> {
    const { options } = this.#dependencies
    const paths = await this.#photoPaths(order.golden, context)
    const photos = []
    for (const path of paths) photos.push({ path, name: basename(path), sha256: await sha256Of(path) })
    const task: BundleTask = {
      model,
      formats: order.formats,
      photos,
      threshold: order.threshold,
      folder,
      createdAt: new Date().toISOString(),
      appVersion: options.appVersion,
    }
    return runThread<BundleTask, BundleProgress, WrittenBundle>(this.#script, task, {
      name: threadName,
      signal: context.signal,
      progress: (progress) => context.report(progress),
    })
  }

  async #export(model: ModelFile, order: BundleOrder, path: string, context: JobContext): Promise<WrittenBundle> {
    const partial = join(dirname(path), `.mobilabel-bundle-${process.pid}-${context.id}.partial`)
    try {
      await mkdir(partial, { recursive: true })
      const written = await this.write(model, order, partial, context)
      await context.whenRunning()
      const finished = order.target.kind === 'zip' ? await packBundle(partial) : partial
      await checkTarget(path, order.target.kind)
      await rm(path, { recursive: true, force: true })
      await rename(finished, path)
      return written
    } catch (error) {
      throw mapFileError(error, path, 'cannot-write')
    } finally {
      await rm(partial, { recursive: true, force: true })
      await rm(`${partial}.zip`, { force: true })
    }
  }

  async #photoPaths(golden: BundleOrder['golden'], context: JobContext): Promise<readonly string[]> {
    const { store } = this.#dependencies
    if (golden.kind === 'photos') {
      return golden.photoIds.map((id) => {
        const { folderPath, photo } = store.photos.located(id)
        return join(folderPath, photo.relativePath)
      })
    }
    if (golden.count === 0) return []
    const photos = golden.kind === 'folder' ? { kind: 'folder' as const, path: golden.path } : { kind: 'scope' as const, scope: golden.scope }
    const { calibration } = await chooseCalibration(store, { photos, count: golden.count, seed: golden.seed }, () => context.whenRunning())
    return calibration
  }
}

/** Nothing but a missing or empty folder, a zip of ours or a bundle of ours may be replaced. Throws `bad-input`. */
async function checkTarget(path: string, kind: BundleOrder['target']['kind']): Promise<void> {
  const facts = await stat(path).catch((error: unknown) => {
    if (fileErrorName(error) === 'ENOENT') return null
    throw mapFileError(error, path, 'cannot-write')
  })
  if (facts === null) return
  if (facts.isDirectory() !== (kind === 'folder')) throw new AppError('bad-input', `"${path}" is ${facts.isDirectory() ? 'a folder' : 'a file'}.`, { hint: 'Choose another name.' })
  if (facts.isDirectory() && (await readdir(path)).length === 0) return
  if (!(await isBundle(path))) throw new AppError('bad-input', `"${path}" holds something else than a bundle.`, { hint: 'Choose a new name or an empty folder: only an earlier bundle is replaced.' })
}

async function isBundle(path: string): Promise<boolean> {
  try {
    await openBundle(path)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    throw mapFileError(error, path, 'cannot-read')
  }
  return hash.digest('hex')
}
