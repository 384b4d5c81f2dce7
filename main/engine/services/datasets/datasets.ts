import { AppError } from '#core/contract/errors'
import type { datasetCommands } from '#core/contract/datasets'
import type { HandlersOf } from '#core/contract/index'
import type { ServiceDependencies } from '../service-dependencies'
import { labelFormatEntries } from './label-format-entries'

export type DatasetDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'pool' | 'emit'>

function unfinished(): never {
  throw new AppError('internal', 'This part of the engine is still being built.')
}

/** Labels out and in, numbers about them, near-duplicates and likely mistakes. */
export function createDatasetService(_dependencies: DatasetDependencies) {
  return {
    'format.list': () => labelFormatEntries(),
    'export.preview': unfinished,
    'export.start': unfinished,
    'export.report': unfinished,
    'import.preview': unfinished,
    'import.notes': unfinished,
    'import.start': unfinished,
    'import.report': unfinished,
    'dataset.stats': unfinished,
    'dataset.split': unfinished,
    'duplicates.find': unfinished,
    'duplicates.list': unfinished,
    'dataset.mistakes': unfinished,
  } satisfies HandlersOf<typeof datasetCommands>
}
