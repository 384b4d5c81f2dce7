import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { EventName, Events, Handlers } from '#core/contract/index'
import { createEmitter } from './emitter'
import type { EngineOptions } from './engine-options'
import { Jobs } from './jobs'
import { mapFileError } from './map-file-error'
import type { PhotoPool } from './runtime/photo-pool'
import { createPhotoPool } from './runtime/pool'
import { createCatalogueService } from './services/catalogue/catalogue'
import { packageBase } from './services/catalogue/package-base'
import { createBundleService } from './services/bundle/bundle'
import { BundleExporter } from './services/bundle/bundle-exporter'
import { createDatasetService } from './services/datasets/datasets'
import { createEvaluationService } from './services/evaluate/evaluation'
import { createImportModelService } from './services/import-model/import-model'
import { createLibraryService } from './services/library'
import { ModelRegistry } from './services/model-registry'
import { createModelInsightService } from './services/models/model-insight'
import { createModelsService } from './services/models/models'
import { modelsPathOf } from './services/models/models-path'
import { createPhonePageService } from './services/phone-page/phone-page'
import { createPhonesService } from './services/phones/phones'
import { createPhotosService } from './services/photos'
import { PictureMaker } from './services/pictures/picture-maker'
import { createProjectService } from './services/project'
import { ClassChanger } from './services/review/class-changer'
import { createReviewService } from './services/review/review'
import { createRunsService } from './services/runs'
import { createSavedFiltersService } from './services/saved-filters'
import { FolderAnnotator } from './services/scan/folder-annotator'
import { FolderScanner } from './services/scan/folder-scanner'
import { FolderWatcher } from './services/scan/folder-watcher'
import type { ServiceDependencies } from './services/service-dependencies'
import { createTuneService } from './services/tune/tune'
import { ThrottledIds } from './services/throttled-ids'
import { openStore } from './store/open-store'
import type { Store } from './store/store'

/** Everything the app can do, on one open project. */
export interface Engine {
  readonly handlers: Handlers
  /** The returned function ends the listening. */
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void
  /** Stops all work in good order and gives the project back. */
  close(): Promise<void>
}

const changedIntervalMs = 250

function makeCacheFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw mapFileError(error, path, 'cannot-write')
  }
}

function compose(store: Store, pool: PhotoPool, options: EngineOptions): Engine {
  const { emit, on } = createEmitter((error) => {
    process.stderr.write(`a listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  })
  const jobs = new Jobs((job) => emit('job.changed', { job }))
  const dependencies: ServiceDependencies = { store, jobs, pool, registry: new ModelRegistry(options.resourcesPath, modelsPathOf(options)), emit, options }
  const changed = new ThrottledIds((folderIds) => emit('library.changed', { folderIds }), changedIntervalMs)
  const pictures = new PictureMaker(pool, options.cachePath)
  const ownFolders = ['thumbnails', 'views'].map((name) => join(resolve(options.cachePath), name))
  const excludedPaths = new Set(ownFolders)
  const scanner = new FolderScanner({ store, pool, changed, excludedPaths }, jobs)
  const watcher = new FolderWatcher({ store, scanner, excludedPaths })
  // A scan finds new sub-folders, a removal takes some away.
  on('job.changed', ({ job }) => {
    if (job.endedAtMs !== null && job.kind !== 'run' && job.kind !== 'quantize' && job.kind !== 'tune') watcher.update()
  })
  const runs = createRunsService(dependencies)
  const exporter = new BundleExporter(dependencies)
  const phones = createPhonesService(dependencies, exporter)
  const phonePage = createPhonePageService(dependencies, exporter)
  const tunes = createTuneService(dependencies)
  const evaluations = createEvaluationService(dependencies, {
    start: async (photoIds, modelIds) => (await runs.handlers['run.start']({ scope: { kind: 'photos', photoIds: [...photoIds] }, modelIds: [...modelIds], redo: 'missing' })).jobId,
    cancel: async (jobId) => void (await runs.handlers['job.cancel']({ jobId })),
  })
  const importModel = createImportModelService(dependencies)

  const annotator = new FolderAnnotator(dependencies, runs.handlers)
  const unfinished = [...new Set([...store.scans.takeInterrupted(), ...store.annotateWishes.all()])]
  if (unfinished.length > 0) annotator.follow(scanner.start(unfinished.map((folderId) => store.folders.get(folderId))), unfinished)

  watcher.update()
  const review = createReviewService(dependencies, new ClassChanger(store, join(dirname(options.workerPath), 'worker-classes.js')))
  const datasets = createDatasetService(dependencies)
  // Taking over what a killed engine left is done: from here on calls are answered.
  store.connection.answerSoon()

  async function close(): Promise<void> {
    watcher.close()
    scanner.prepareToClose()
    annotator.prepareToClose()
    runs.prepareToClose()
    phones.close()
    tunes.prepareToClose()
    try {
      await phonePage.close()
      await jobs.close()
      await pool.close()
      await pictures.close()
      changed.flush()
    } finally {
      store.close()
    }
  }

  let closing: Promise<void> | null = null
  return {
    handlers: {
      ...createProjectService({ ...dependencies, settingsChanged: () => watcher.update() }),
      ...createLibraryService({ store, jobs, scanner, annotator, changed }),
      ...createPhotosService({ store, pictures }),
      ...createSavedFiltersService({ store }),
      ...runs.handlers,
      ...review,
      ...datasets,
      ...createModelsService(dependencies),
      ...createBundleService(exporter),
      ...phones.handlers,
      ...phonePage.handlers,
      ...tunes.handlers,
      ...evaluations,
      ...importModel.handlers,
      ...createCatalogueService(dependencies, { importer: importModel.importer, script: importModel.script, base: () => packageBase() }),
      ...createModelInsightService(dependencies),
    },
    on,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/**
 * Opens the project and puts the engine together; scans that were cut off go on by themselves.
 * Throws what `openStore` throws, or `cannot-write` for the cache folder. `pool` is for tests.
 */
export async function createEngine(options: EngineOptions, pool: PhotoPool = createPhotoPool(options)): Promise<Engine> {
  makeCacheFolder(options.cachePath)
  const store = await openStore(options.projectPath)
  try {
    return compose(store, pool, options)
  } catch (error) {
    store.close()
    throw error
  }
}
