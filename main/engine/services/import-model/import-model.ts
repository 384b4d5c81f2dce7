import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { modelImportCommands } from '#core/contract/model-import'
import { labelsOfText } from '#core/zoo/import/labels-of-text'
import { mapFileError } from '../../map-file-error'
import type { ServiceDependencies } from '../service-dependencies'
import { ModelImporter } from './model-importer'
import { runImportThread } from './run-import-thread'

async function textOf(given: string): Promise<string> {
  const path = resolve(given)
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
}

/** Models that people bring. */
export function createImportModelService(dependencies: ServiceDependencies) {
  const { store, options } = dependencies
  const script = join(dirname(options.workerPath), 'worker-import.js')
  const importer = new ModelImporter(dependencies, script)

  function photoPath(photoId: number): string {
    const [photo] = store.photos.byIds([photoId])
    if (photo === undefined) throw new AppError('not-found', `There is no photo ${photoId}.`)
    return join(store.folders.get(photo.folderId).path, photo.relativePath)
  }

  return {
    importer,
    script,
    handlers: {
      'model-import.inspect': ({ path }, { signal }) => runImportThread(script, 'inspect', { path: resolve(path) }, signal),
      'model-import.labels': async ({ from, firstClass }) => labelsOfText(from.kind === 'file' ? await textOf(from.path) : from.text, firstClass),
      'model-import.preview': ({ photo, path, choices, labels }, { signal }) =>
        runImportThread(
          script,
          'preview',
          { path: resolve(path), choices, labels, photoPath: photo.kind === 'file' ? resolve(photo.path) : photoPath(photo.photoId) },
          signal,
        ),
      'model-import.start': (order) => ({ jobId: importer.start({ ...order, path: resolve(order.path) }) }),
      'model-import.report': ({ jobId }) => importer.report(jobId),
    } satisfies HandlersOf<typeof modelImportCommands>,
  }
}
