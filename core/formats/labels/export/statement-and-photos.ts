import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { manifestFile } from './export-manifest'
import { photoFile } from './output-file'

/**
 * What every export ends with: its statement about itself and, when they are asked for, the photos. `placeOf` is the path of a
 * photo in the export, with `/`.
 */
export function* statementAndPhotos({ dataset, photos }: WriteRequest, format: string, placeOf: (file: string) => string): Iterable<OutputFile> {
  yield manifestFile(dataset, format, placeOf)
  if (photos === 'with-photos') for (const { file } of dataset.images) yield photoFile(placeOf(file), file)
}
