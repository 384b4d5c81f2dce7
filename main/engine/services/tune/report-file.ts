import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { TuneReport } from '#core/contract/tune'
import { fileErrorName, mapFileError } from '../../map-file-error'
import type { ModelFile } from '../../runtime/photo-pool'
import { tuneReportName } from '../models/version-folder'

/** The report that lies with a tuned version. Throws `not-found` where there is none. */
export async function readReport({ path, card }: ModelFile): Promise<TuneReport> {
  const reportPath = join(dirname(path), tuneReportName)
  try {
    return JSON.parse(await readFile(reportPath, 'utf8')) as TuneReport
  } catch (error) {
    if (fileErrorName(error) === 'ENOENT') throw new AppError('not-found', `"${card.name}" was not trained here: there is no report of it.`)
    throw mapFileError(error, reportPath, 'cannot-read')
  }
}
