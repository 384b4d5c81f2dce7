import { join, resolve } from 'node:path'
import type { ExportOrder } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import type { CommandResult } from '#core/contract/index'
import { streamFitted } from '#core/formats/labels/fit/stream-fitted'
import { lazyImage } from '#core/formats/labels/lazy-image'
import { turnDataset } from '#core/formats/labels/turn-dataset'
import type { Dataset } from '#core/model/dataset'
import type { ExportReport, PartCounts } from '#core/model/dataset-reports'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import type { JobContext } from '../../../jobs'
import { openSnapshot } from '../../../store/open-snapshot'
import type { Store } from '../../../store/store'
import type { ServiceDependencies } from '../../service-dependencies'
import { writableFormat, type WritableFormat } from '../find-format'
import { fingerprintPhotos } from '../fingerprint-photos'
import { RecentReports } from '../recent-reports'
import { splitPhotos } from '../split-photos'
import { Breath } from './breath'
import { collectDataset, type CollectedDataset } from './collect-dataset'
import { openPhotoFile } from './open-photo-file'
import { checkTarget } from './target-place'
import { joinLosses, writeExport } from './write-export'

type ExporterDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'pool'>
type PreviewOrder = Pick<ExportOrder, 'scope' | 'source' | 'formatId' | 'frame'>

interface SplitOutcome {
  readonly dataset: Dataset
  readonly parts: PartCounts | null
  readonly ungroupedPhotos: number
  readonly partlessPhotos: number
}

/** Labels and predictions on their way out, as jobs with a report each. */
export class LabelExporter {
  readonly #dependencies: ExporterDependencies
  readonly #reports = new RecentReports<ExportReport>('export')

  constructor(dependencies: ExporterDependencies) {
    this.#dependencies = dependencies
  }

  async preview({ scope, source, formatId, frame }: PreviewOrder): Promise<CommandResult<'export.preview'>> {
    const format = writableFormat(formatId)
    const snapshot = openSnapshot(this.#dependencies.store)
    try {
      const collected = await collectDataset(snapshot, scope, source, () => undefined)
      const breath = new Breath()
      const { dataset, losses, labels } = await streamFitted(turned(collected, frame), format.writer.capabilities, () => breath.take())
      return { photos: dataset.images.length, labels, openPhotos: collected.openPhotos, losses: joinLosses(collected.losses, losses) }
    } finally {
      snapshot.close()
    }
  }

  /** Throws `bad-input` at once for a target that is taken or an unknown format. */
  async start(order: ExportOrder): Promise<JobId> {
    const format = writableFormat(order.formatId)
    const target = { ...order.target, path: resolve(order.target.path) }
    await checkTarget(target)
    const title = `Export as ${format.name}`
    return this.#dependencies.jobs.start({ kind: 'export', title, canPause: true }, async (context) => {
      this.#reports.put(await this.#export({ ...order, target }, format, context))
    })
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): ExportReport {
    return this.#reports.get(jobId)
  }

  /** What people change meanwhile is not in the export. */
  async #export(order: ExportOrder, format: WritableFormat, context: JobContext): Promise<ExportReport> {
    const snapshot = openSnapshot(this.#dependencies.store)
    try {
      return await this.#exportFrom(snapshot, order, format, context)
    } finally {
      snapshot.close()
    }
  }

  async #exportFrom(snapshot: Store, order: ExportOrder, format: WritableFormat, context: JobContext): Promise<ExportReport> {
    const collected = await collectDataset(snapshot, order.scope, order.source, async (done, total) => {
      await context.whenRunning()
      context.report({ done, total })
    })
    const { dataset, parts, ungroupedPhotos, partlessPhotos } = await this.#split(order, collected, context)
    const written = await writeExport({
      format,
      dataset,
      photos: order.photos,
      target: order.target,
      openPhoto: (file) => this.#openPhoto(collected.photoIds.get(file)),
      beforeFile: async (files) => {
        await context.whenRunning()
        context.report({ done: files, total: null })
      },
    })
    context.report({ done: written.files, total: written.files })
    return {
      jobId: context.id,
      formatId: format.id,
      path: order.target.path,
      frame: order.frame,
      predictions: dataset.predictions,
      photos: dataset.images.length,
      parts,
      ungroupedPhotos,
      partlessPhotos,
      ...written,
      losses: joinLosses(collected.losses, written.losses),
    }
  }

  async #split(order: ExportOrder, collected: CollectedDataset, context: JobContext): Promise<SplitOutcome> {
    const dataset = turned(collected, order.frame)
    if (order.split === null) return { dataset, parts: null, ungroupedPhotos: 0, partlessPhotos: 0 }
    const { photoIds } = collected
    if (order.split !== 'as-imported') await this.#compare(photoIds, context)
    const { parts, ungroupedPhotos, partlessPhotos } = await splitPhotos(this.#dependencies.store, photoIds, order.split)
    const counts = { train: 0, val: 0, test: 0 }
    const images = dataset.images.map((image) => {
      const split = parts.get(photoIds.get(image.file) ?? -1) ?? 'train'
      counts[split]++
      const { file, size, reviewed, contentHash } = image
      return lazyImage({ file, size, reviewed, split, ...(contentHash === undefined ? {} : { contentHash }) }, () => image.labels)
    })
    return { dataset: { ...dataset, images }, parts: counts, ungroupedPhotos, partlessPhotos }
  }

  /** Parts keep photos together that look alike. */
  async #compare(photoIds: ReadonlyMap<string, PhotoId>, context: JobContext): Promise<void> {
    await fingerprintPhotos(this.#dependencies, [...photoIds.values()], {
      signal: context.signal,
      whenRunning: () => context.whenRunning(),
      report: (done, total, failed) => context.report({ done, total, failed }),
    })
  }

  async #openPhoto(photoId: PhotoId | undefined): Promise<AsyncIterable<Uint8Array> | null> {
    if (photoId === undefined) throw new AppError('internal', 'The export asks for a photo that is not in it.')
    const { photo, folderPath } = this.#dependencies.store.photos.located(photoId)
    return openPhotoFile(join(folderPath, ...photo.relativePath.split('/')))
  }
}

function turned({ dataset, facts }: CollectedDataset, frame: ExportOrder['frame']): Dataset {
  return turnDataset(dataset, frame, (file) => facts.get(file) ?? null)
}
