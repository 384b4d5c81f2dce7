import { join } from 'node:path'
import type { EngineClient } from '#core/contract/index'
import type { TuneOrder, TuneReport } from '#core/contract/tune'
import type { JobId } from '#core/model/job'
import { createEngine } from '../../../engine/engine'
import { localClient } from '../../../engine/local-client'
import type { Crop } from './coco-crops'

export interface CropProject {
  /** Folder with the crops. */
  readonly photos: string
  readonly crops: readonly Crop[]
  /** Folder for project, cache and models. */
  readonly folder: string
  readonly project: string
}

const cardsAtOnce = 500

/** Ends with the job; throws Error when it did not end well. */
async function ended(client: EngineClient, jobId: JobId): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = client.on('job.changed', ({ job }) => {
      if (job.id !== jobId || job.endedAtMs === null) return
      stop()
      if (job.state === 'done') resolve()
      else reject(new Error(job.error?.message ?? `${job.title}: ${job.state}`))
    })
  })
}

async function labelCrops(client: EngineClient, { photos, crops }: CropProject): Promise<void> {
  await ended(client, (await client.call('folder.add', { paths: [photos] })).jobId)
  const classIds = new Map<string, number>()
  for (const className of new Set(crops.map((crop) => crop.className))) classIds.set(className, (await client.call('class.add', { name: className })).id)
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const classOf = new Map(crops.map(({ relativePath, className }) => [relativePath, className]))
  const cards = []
  for (let start = 0; start < ids.length; start += cardsAtOnce) cards.push(...(await client.call('photo.cards', { photoIds: [...ids.slice(start, start + cardsAtOnce)], minimumScore: 1 })))
  for (const { photo } of cards) {
    const classId = classIds.get(classOf.get(photo.relativePath) ?? '')
    if (classId === undefined) continue
    const label = { id: photo.relativePath, classId, geometry: { kind: 'tag' as const }, origin: { kind: 'person' as const }, locked: false, group: null, attributes: {} }
    await client.call('label.edit', { photoId: photo.id, put: [label], remove: [], verdicts: [], reviewState: 'reviewed' })
  }
}

/** Labels the crops in a project of their own, trains the shipped classifier on them with `orders` one after the other and gives the reports. */
export async function tuneOnCrops(place: CropProject, orders: readonly Partial<TuneOrder>[]): Promise<readonly TuneReport[]> {
  const engine = await createEngine({
    projectPath: join(place.folder, 'crops.mobilabel'),
    cachePath: join(place.folder, 'cache'),
    modelsPath: join(place.folder, 'models'),
    resourcesPath: join(place.project, 'resources'),
    workerPath: join(place.project, 'out', 'main', 'worker.js'),
    appVersion: '0',
  })
  try {
    const client = localClient(engine)
    await labelCrops(client, place)
    const reports: TuneReport[] = []
    for (const changes of orders) {
      const { tuneId, jobId } = await client.call('tune.start', {
        modelId: 'mobilenet_v2_1.0_224',
        scope: { kind: 'filter', filter: {} },
        classIds: null,
        kept: 'replace',
        answer: 'one-class',
        balance: 'photos',
        augmentations: ['mirror', 'crop', 'colour'],
        copies: 0,
        split: { validation: 0.15, test: 0.15 },
        seed: 1,
        name: null,
        ...changes,
      })
      await ended(client, jobId)
      reports.push((await client.call('tune.report', { tuneId })).report)
    }
    return reports
  } finally {
    await engine.close()
  }
}
