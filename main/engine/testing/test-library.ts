import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { JobId, Job } from '#core/model/job'
import type { Photo, PhotoState } from '#core/model/photo'
import { createEmitter } from '../emitter'
import { Jobs } from '../jobs'
import { createLibraryService } from '../services/library'
import { ModelRegistry } from '../services/model-registry'
import { createRunsService } from '../services/runs'
import { FolderAnnotator } from '../services/scan/folder-annotator'
import { FolderScanner } from '../services/scan/folder-scanner'
import { ThrottledIds } from '../services/throttled-ids'
import { openStore } from '../store/open-store'
import type { Store } from '../store/store'
import { createSniffingPool, type SniffingPool } from './sniffing-pool'
import { temporaryFolder } from './temporary-folder'

/** A library over a real project file and real folders, with a pool that decodes nothing. */
export interface TestLibrary {
  readonly store: Store
  readonly jobs: Jobs
  readonly pool: SniffingPool
  readonly library: ReturnType<typeof createLibraryService>
  /** An empty folder for photos. */
  readonly photos: string
  /** Folder ids of each `library.changed`. */
  readonly changes: (readonly number[])[]
  /** Adds folders and waits until they are scanned. */
  add(...paths: string[]): Promise<Job>
  rescan(): Promise<Job>
  /** Every photo by its path. */
  byPath(): Map<string, Photo>
  /** The state of every photo by its path. */
  states(): Record<string, PhotoState>
}

export async function openTestLibrary(): Promise<TestLibrary> {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  const store = await openStore(join(folder, 'test.mobilabel'))
  const { emit, on } = createEmitter((error) => {
    throw error
  })
  const changes: (readonly number[])[] = []
  on('library.changed', ({ folderIds }) => changes.push(folderIds))
  const jobs = new Jobs((job) => emit('job.changed', { job }))
  const pool = createSniffingPool()
  const changed = new ThrottledIds((folderIds) => emit('library.changed', { folderIds }), 250)
  const scanner = new FolderScanner({ store, pool, changed, excludedPaths: new Set([join(folder, 'cache')]) }, jobs)
  const registry = new ModelRegistry(folder)
  const options = { projectPath: store.connection.path, cachePath: join(folder, 'cache'), resourcesPath: folder, workerPath: '', appVersion: '0' }
  const annotator = new FolderAnnotator({ store, jobs, registry }, createRunsService({ store, jobs, pool, registry, emit, options }).handlers)
  const library = createLibraryService({ store, jobs, scanner, annotator, changed })
  onTestFinished(async () => {
    await jobs.close()
    changed.flush()
    store.close()
  })
  const ended = async ({ jobId }: { jobId: JobId }): Promise<Job> => jobs.ended(jobId)
  const byPath = (): Map<string, Photo> => {
    const ids = store.query.ids({}, { by: 'name', direction: 'ascending' })
    return new Map(store.photos.byIds([...ids]).map((photo) => [photo.relativePath, photo]))
  }
  return {
    store,
    jobs,
    pool,
    library,
    photos,
    changes,
    add: async (...paths) => ended(await library['folder.add']({ paths })),
    rescan: async () => ended(library['folder.rescan']({})),
    byPath,
    states: () => Object.fromEntries([...byPath()].map(([path, photo]) => [path, photo.state])),
  }
}
