import { join, resolve } from 'node:path'
import type { EngineClient } from '#core/contract/index'
import { createEngine, type Engine } from '../../main/engine/engine'
import { localClient } from '../../main/engine/local-client'

/** A project with the photos of a folder, the first of which has `boxes` boxes spread over it in rows. */
export async function makeLabeledProject(projectPath: string, cachePath: string, photos: string, boxes: number): Promise<void> {
  const workerPath = resolve(import.meta.dirname, '..', 'main', 'worker.js')
  const engine = await createEngine({ projectPath, cachePath: join(cachePath, 'engine'), resourcesPath: cachePath, workerPath, appVersion: '0' })
  try {
    const client = localClient(engine)
    await scanned(engine, () => client.call('folder.add', { paths: [photos] }))
    await labelFirst(client, boxes)
  } finally {
    await engine.close()
  }
}

async function scanned(engine: Engine, start: () => Promise<unknown>): Promise<void> {
  const ended = new Promise<void>((done) => {
    const stop = engine.on('job.changed', ({ job }) => {
      if (job.kind !== 'scan' || job.endedAtMs === null) return
      stop()
      done()
    })
  })
  await start()
  await ended
}

async function labelFirst(client: EngineClient, boxes: number): Promise<void> {
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const [photoId] = ids
  if (photoId === undefined) throw new Error('No photo was found.')
  const [card] = await client.call('photo.cards', { photoIds: [photoId], minimumScore: 0.5 })
  if (card === undefined) throw new Error('The first photo has no card.')
  const { width, height } = card.photo
  const classes = await Promise.all(['car', 'person', 'sign', 'tree', 'house'].map((name) => client.call('class.add', { name })))
  const columns = Math.ceil(Math.sqrt((boxes * width) / height))
  const rows = Math.ceil(boxes / columns)
  const put = Array.from({ length: boxes }, (_, at) => ({
    id: `box-${at}`,
    classId: classes[at % classes.length]?.id ?? 1,
    geometry: {
      kind: 'box' as const,
      x: ((at % columns) * width) / columns,
      y: (Math.floor(at / columns) * height) / rows,
      // They overlap, as things in a crowd do.
      width: Math.min((1.3 * width) / columns, width - ((at % columns) * width) / columns),
      height: Math.min((1.3 * height) / rows, height - (Math.floor(at / columns) * height) / rows),
    },
    origin: { kind: 'person' as const },
    locked: false,
    group: null,
    attributes: {},
  }))
  await client.call('label.edit', { photoId, put, remove: [], verdicts: [] })
}
