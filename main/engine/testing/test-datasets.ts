import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { createCancelSource } from '#core/contract/cancel'
import type { ExportOrder } from '#core/contract/datasets'
import { fromErrorData } from '#core/contract/errors'
import type { EventName } from '#core/contract/index'
import { encodeGrayPng } from '#core/formats/images/png-encode'
import type { ExportReport, ImportPreview, ImportReport } from '#core/model/dataset-reports'
import type { JobId } from '#core/model/job'
import type { Label } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import { createEmitter } from '../emitter'
import { createDatasetService } from '../services/datasets/datasets'
import { ClassChanger } from '../services/review/class-changer'
import { undoStep } from '../services/review/undo-step'
import type { Store } from '../store/store'
import { temporaryFolder } from './temporary-folder'
import { openTestLibrary } from './test-library'
import { writeFiles } from './tiny-png'

/** Labels in and out over a real project file and real photos, of which headers are read and nothing is decoded. */
export interface TestDatasets {
  readonly store: Store
  readonly service: ReturnType<typeof createDatasetService>
  /** Where the photos lie. */
  readonly photos: string
  readonly events: EventName[]
  photoId(path: string): number
  /** Labels of every photo that has any, by its path, without what is made up by chance. */
  labels(): Record<string, Pick<Label, 'geometry'>[] & readonly object[]>
  preview(paths: readonly string[], formatId?: string): Promise<ImportPreview>
  take(previewId: number): Promise<ImportReport>
  export(order: Partial<ExportOrder> & Pick<ExportOrder, 'formatId' | 'target'>): Promise<ExportReport>
  undo(): Promise<unknown>
}

/** A gray PNG of any size; another seed gives other bytes. */
export function grayPng({ width, height }: SizePx, seed: number): Uint8Array {
  const pixels = new Uint8Array(width * height).map((_value, index) => (index < 4 ? seed >>> (8 * index) : 0))
  return encodeGrayPng(pixels, width, height, { deflate: (bytes) => deflateSync(bytes), crc32: (bytes) => crc32(bytes) })
}

/** Opens a project over photos with these contents by path. */
export async function openTestDatasets(photos: Readonly<Record<string, Uint8Array>>): Promise<TestDatasets> {
  const library = await openTestLibrary()
  writeFiles(library.photos, photos)
  await library.add(library.photos)
  const { store, jobs, pool } = library
  const events: EventName[] = []
  const { emit, on } = createEmitter((error) => {
    throw error
  })
  for (const name of ['label.changed', 'class.changed'] as const) on(name, () => events.push(name))
  const service = createDatasetService({ store, jobs, pool, emit })
  const { signal } = createCancelSource()

  async function finished({ jobId }: { readonly jobId: JobId }): Promise<JobId> {
    const end = await jobs.ended(jobId)
    if (end.error !== null) throw fromErrorData(end.error)
    return jobId
  }

  return {
    store,
    service,
    photos: library.photos,
    events,
    photoId: (path) => library.byPath().get(path)?.id ?? -1,
    labels: () => {
      const names = new Map(store.classes.list().map(({ id, name }) => [id, name]))
      const entries = [...library.byPath()].map(([path, { id }]) => {
        const labels = store.labels.ofPhoto(id).map(({ id: _id, photoId: _photoId, classId, origin: _origin, ...label }) => ({ ...label, className: names.get(classId) }))
        return [path, labels] as const
      })
      return Object.fromEntries(entries.filter(([, labels]) => labels.length > 0))
    },
    preview: (paths, formatId) => service['import.preview']({ paths: [...paths], ...(formatId === undefined ? {} : { formatId }) }, { signal }),
    take: async (previewId) => service['import.report']({ jobId: await finished(service['import.start']({ previewId })) }),
    export: async (order) => {
      const whole: ExportOrder = { scope: { kind: 'filter', filter: {} }, source: { kind: 'labels' }, frame: 'upright', photos: 'labels-only', split: null, ...order }
      return service['export.report']({ jobId: await finished(await service['export.start'](whole)) })
    },
    undo: async () => {
      const step = store.steps.newest()
      if (step === null) throw new Error('there is no step to undo')
      return undoStep({ store, jobs, emit, changer: new ClassChanger(store, null) }, step)
    },
  }
}

/** A folder with these files, for an import. */
export function labelFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(temporaryFolder(), 'labels')
  writeFiles(folder, files)
  return folder
}
