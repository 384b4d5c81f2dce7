import { AppError, fromErrorData } from '#core/contract/errors'
import type { CallContext, CommandArguments, CommandResult } from '#core/contract/index'
import type { Dataset } from '#core/model/dataset'
import type { DatasetNote, ImportPreview, ImportReport } from '#core/model/dataset-reports'
import type { JobId } from '#core/model/job'
import type { JobContext } from '../../../jobs'
import type { ServiceDependencies } from '../../service-dependencies'
import { openInputTree } from '../files/open-input-tree'
import { readLabels } from '../read-labels'
import { RecentReports } from '../recent-reports'
import { classNaming } from './class-naming'
import { LibraryIndex } from './library-index'
import { matchImages } from './match-images'
import { prepareImport, type PlacedPhoto } from './prepare-import'
import { TakeImport } from './take-import'

type ImporterDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'emit'>

/** A preview with all it needs to be taken. */
export interface ReadyImport {
  readonly preview: ImportPreview
  /** What was chosen, for the origin of the labels. */
  readonly source: string
  readonly dataset: Pick<Dataset, 'classes' | 'predictions'>
  readonly photos: readonly PlacedPhoto[]
  readonly notes: readonly DatasetNote[]
}

/** Each holds all labels of its files. */
const keptPreviews = 2

/** Labels on their way in: read and matched first, taken as one step afterwards. */
export class LabelImporter {
  readonly #dependencies: ImporterDependencies
  readonly #previews = new Map<number, ReadyImport>()
  readonly #reports = new RecentReports<ImportReport>('import')
  readonly #take: TakeImport
  #nextPreview = 1

  constructor(dependencies: ImporterDependencies) {
    this.#dependencies = dependencies
    this.#take = new TakeImport(dependencies)
  }

  /** Shown as a job and waited for; ends with the caller's cancel too. */
  async preview({ paths, formatId }: CommandArguments<'import.preview'>, { signal }: CallContext): Promise<ImportPreview> {
    const { jobs } = this.#dependencies
    let ready: ReadyImport | null = null
    const jobId = jobs.start({ kind: 'import', title: 'Read labels' }, async (context) => {
      ready = await this.#read(paths, formatId, context)
    })
    const cancel = (): void => jobs.cancel(jobId)
    signal.addEventListener('abort', cancel, { once: true })
    const end = await jobs.ended(jobId)
    signal.removeEventListener('abort', cancel)
    if (end.error !== null) throw fromErrorData(end.error)
    if (ready === null) throw new AppError('cancelled', 'Reading the labels was cancelled.')
    return this.#keep(ready)
  }

  notes({ previewId, offset, limit }: CommandArguments<'import.notes'>): CommandResult<'import.notes'> {
    const { notes } = this.#ready(previewId)
    return { total: notes.length, notes: notes.slice(offset, offset + limit) }
  }

  start(previewId: number): JobId {
    const ready = this.#ready(previewId)
    return this.#dependencies.jobs.start({ kind: 'import', title: `Import ${ready.preview.formatName}` }, async (context) => {
      this.#reports.put(await this.#take.take(ready, context))
      this.#previews.delete(previewId)
    })
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): ImportReport {
    return this.#reports.get(jobId)
  }

  #ready(previewId: number): ReadyImport {
    const ready = this.#previews.get(previewId)
    if (ready === undefined) throw new AppError('not-found', 'These labels are no longer at hand.', { hint: 'Choose the files again.' })
    return ready
  }

  #keep(ready: ReadyImport): ImportPreview {
    this.#previews.set(ready.preview.previewId, ready)
    const oldest = this.#previews.keys().next().value
    if (this.#previews.size > keptPreviews && oldest !== undefined) this.#previews.delete(oldest)
    return ready.preview
  }

  async #read(paths: readonly string[], formatId: string | undefined, context: JobContext): Promise<ReadyImport> {
    const { store } = this.#dependencies
    const whenRunning = (): Promise<void> => context.whenRunning()
    const opened = await openInputTree(paths)
    const library = await LibraryIndex.of(store, whenRunning)
    const { format, formatName, otherFormats, dataset, notes } = await readLabels(opened, formatId, (file) => library.factsOfName(file))
    await whenRunning()
    const prepared = prepareImport(dataset, await matchImages(dataset.images, library, opened.tree, whenRunning), library)
    const allNotes = [...notes, ...prepared.notes]
    const labels = prepared.photos.flatMap((photo) => photo.labels)
    const counts = countBy(labels.map(({ className }) => className))
    const namings = classNaming(store)
    return {
      preview: {
        previewId: this.#nextPreview++,
        formatId: format.id,
        formatName,
        otherFormats: otherFormats.map(({ id, name }) => ({ id, name })),
        frame: dataset.frame,
        predictions: dataset.predictions,
        images: dataset.images.length,
        labels: labels.length,
        classes: dataset.classes.map(({ name }) => ({ name, labels: counts.get(name) ?? 0, classId: namings(name) })),
        matched: prepared.matched,
        ambiguous: prepared.ambiguous,
        missing: prepared.missing,
        refusedRecords: allNotes.filter(({ level }) => level === 'refused').length,
        changedRecords: allNotes.filter(({ level }) => level === 'changed').length,
        notes: allNotes.length,
      },
      source: paths.join(', '),
      dataset: { classes: dataset.classes, predictions: dataset.predictions },
      photos: prepared.photos,
      notes: allNotes,
    }
  }
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
