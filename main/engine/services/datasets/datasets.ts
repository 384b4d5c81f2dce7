import { AppError } from '#core/contract/errors'
import type { datasetCommands } from '#core/contract/datasets'
import type { CallContext, HandlersOf } from '#core/contract/index'
import type { ServiceDependencies } from '../service-dependencies'
import { datasetStatistics } from './dataset-statistics'
import { LabelExporter } from './export/label-exporter'
import { listDuplicates, startFingerprints } from './find-duplicates'
import { findMistakes } from './find-mistakes'
import { LabelImporter } from './import/label-importer'
import { labelFormatEntries } from './label-format-entries'
import { splitSummary } from './split-summary'

export type DatasetDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'pool' | 'emit'>

/** Throws `cancelled` once the caller has gone. */
function untilCancelled({ signal }: CallContext): () => void {
  return () => {
    if (signal.aborted) throw new AppError('cancelled', 'Nobody waits for the numbers any more.')
  }
}

/** Labels out and in, numbers about them, near-duplicates and likely mistakes. Create it once per open project: it clears what cut off imports left. */
export function createDatasetService(dependencies: DatasetDependencies) {
  const { store } = dependencies
  const exporter = new LabelExporter(dependencies)
  const importer = new LabelImporter(dependencies)

  return {
    'format.list': () => labelFormatEntries(),

    'export.preview': (order) => exporter.preview(order),
    'export.start': async (order) => ({ jobId: await exporter.start(order) }),
    'export.report': ({ jobId }) => exporter.report(jobId),

    'import.preview': (wanted, context) => importer.preview(wanted, context),
    'import.notes': (wanted) => importer.notes(wanted),
    'import.start': ({ previewId }) => ({ jobId: importer.start(previewId) }),
    'import.report': ({ jobId }) => importer.report(jobId),

    'dataset.stats': ({ scope }, context) => datasetStatistics(store, scope, untilCancelled(context)),
    'dataset.split': (wanted, context) => splitSummary(store, wanted, untilCancelled(context)),
    'dataset.imported-parts': () => store.importedSplits.counts(),
    'dataset.mistakes': (wanted, context) => findMistakes(store, wanted, untilCancelled(context)),

    'duplicates.find': ({ scope }) => ({ jobId: startFingerprints(dependencies, scope) }),
    'duplicates.list': (wanted) => listDuplicates(dependencies, wanted),
  } satisfies HandlersOf<typeof datasetCommands>
}
