import { setImmediate } from 'node:timers/promises'
import { isSameShape } from '#core/formats/labels/dataset-equality'
import { geometryOfShape, shapeOfGeometry, storedFields } from '#core/formats/project/stored-shapes'
import type { DatasetLabel, LabelShape } from '#core/model/dataset'
import type { ImportReport } from '#core/model/dataset-reports'
import type { ClassId } from '#core/model/label'
import type { ReviewState } from '#core/model/review-state'
import type { JobContext } from '../../../jobs'
import { partingPatience, untilCancelled } from '../../../store/write-turns'
import { ProjectClasses } from '../../review/project-classes'
import type { ServiceDependencies } from '../../service-dependencies'
import { classNaming } from './class-naming'
import type { ReadyImport } from './label-importer'
import type { PlacedPhoto } from './prepare-import'

type TakeDependencies = Pick<ServiceDependencies, 'store' | 'emit'>

const photosPerTransaction = 100

interface Counts {
  labels: number
  knownLabels: number
  refusedLabels: number
}

/** Turns a previewed import into labels: staged bit by bit, then taken as one step that can be undone, or not at all. */
export class TakeImport {
  readonly #dependencies: TakeDependencies
  readonly #classes: ProjectClasses

  constructor(dependencies: TakeDependencies) {
    this.#dependencies = dependencies
    this.#classes = new ProjectClasses(dependencies.store, Date.now)
    const { connection, imports } = dependencies.store
    for (const importId of imports.unfinished()) connection.transaction(() => this.#forget(importId))
  }

  async take(ready: ReadyImport, context: JobContext): Promise<ImportReport> {
    const { store } = this.#dependencies
    const { connection, imports } = store
    const importId = await connection.transactionWhenFree(() => imports.begin(ready.preview.formatId, ready.source, Date.now()), untilCancelled(context.signal))
    try {
      const counts = await this.#stage(importId, ready, context)
      await context.whenRunning()
      return { jobId: context.id, importId, ...counts, ...(await this.#commit(importId, ready, context)) }
    } catch (error) {
      await connection.transactionWhenFree(() => this.#forget(importId), partingPatience)
      throw error
    }
  }

  #forget(importId: number): void {
    const { imports, importedSplits } = this.#dependencies.store
    importedSplits.forgetStaged(importId)
    imports.forget(importId)
  }

  async #stage(importId: number, ready: ReadyImport, context: JobContext): Promise<Counts> {
    const { store } = this.#dependencies
    const counts: Counts = { labels: 0, knownLabels: 0, refusedLabels: 0 }
    for (let done = 0; done < ready.photos.length; ) {
      await setImmediate()
      await context.whenRunning()
      const batch = ready.photos.slice(done, done + photosPerTransaction)
      const present = new Map(store.photos.byIds(batch.map(({ photoId }) => photoId)).map((photo) => [photo.id, photo]))
      const naming = classNaming(store)
      await store.connection.transactionWhenFree(() => {
        for (const placed of batch) {
          const photo = present.get(placed.photoId)
          if (photo === undefined) counts.refusedLabels += placed.labels.length
          else this.#stagePhoto(importId, ready, placed, photo, naming, counts)
        }
      }, untilCancelled(context.signal))
      done += batch.length
      context.report({ done, total: ready.photos.length })
    }
    return counts
  }

  #stagePhoto(
    importId: number,
    ready: ReadyImport,
    { photoId, labels, reviewed, split }: PlacedPhoto,
    photo: { readonly width: number; readonly height: number; readonly reviewState: ReviewState },
    naming: (name: string) => ClassId | null,
    counts: Counts,
  ): void {
    const { store } = this.#dependencies
    const known = store.labels.ofPhoto(photoId).map(({ classId, geometry }) => ({ classId, shape: shapeOfGeometry(geometry) }))
    let added = 0
    for (const label of labels) {
      if (isOfOtherSize(label.shape, photo)) counts.refusedLabels++
      else if (isKnown(label, naming(label.className), known)) counts.knownLabels++
      else {
        store.imports.stage(importId, stagedLabel(importId, counts.labels + added, ready.source, photoId, label))
        added++
      }
    }
    counts.labels += added
    if (split !== undefined) store.importedSplits.stage(importId, photoId, split)
    const isFinal = reviewed && !ready.dataset.predictions
    const state = stateAfter(photo.reviewState, isFinal, known.length + added, added)
    if (state !== photo.reviewState) store.imports.stageReview(importId, photoId, state)
  }

  async #commit(importId: number, ready: ReadyImport, { signal }: JobContext): Promise<Pick<ImportReport, 'photos' | 'newClasses'>> {
    const { store, emit } = this.#dependencies
    const { imports, importedSplits, steps } = store
    const changed = await store.connection.durably(() => {
      const nowMs = Date.now()
      const stepId = steps.begin('import', `Import ${ready.preview.formatName}`, nowMs)
      const { classIds, newIds } = this.#ensureClasses(importId, ready)
      for (const classId of newIds) imports.recordClass(stepId, classId)
      const labelled = imports.stagedPhotos(importId)
      const { labels } = imports.take(importId, stepId, classIds, nowMs)
      const reviewed = (['in-progress', 'reviewed', 'reviewed-empty'] as const).flatMap((state) =>
        steps.setReviewStates(stepId, imports.stagedReviews(importId, state), state),
      )
      const photoIds = [...new Set([...labelled, ...reviewed, ...importedSplits.take(importId, stepId)])]
      steps.count(stepId, { labels, photos: photoIds.length })
      if (photoIds.length === 0) steps.forget(stepId)
      imports.clearStaged(importId)
      return { photoIds, newClasses: newIds.length }
    }, untilCancelled(signal))
    if (changed.newClasses > 0) emit('class.changed', {})
    if (changed.photoIds.length > 0) emit('label.changed', { photoIds: changed.photoIds })
    return { photos: changed.photoIds.length, newClasses: changed.newClasses }
  }

  /** Only classes that have labels to come are made. */
  #ensureClasses(importId: number, { dataset }: ReadyImport): { readonly classIds: ReadonlyMap<string, ClassId>; readonly newIds: readonly ClassId[] } {
    const { store } = this.#dependencies
    const colors = new Map(dataset.classes.map(({ name, color }) => [name, color]))
    const order = new Map(dataset.classes.map(({ name }, index) => [name, index]))
    const names = store.imports.stagedClasses(importId).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const classIds = new Map<string, ClassId>()
    const newIds: ClassId[] = []
    for (const name of names) {
      const known = classNaming(store)(name)
      const color = colors.get(name)
      const id = known ?? this.#classes.add({ name, ...(color !== undefined && /^#[0-9a-f]{6}$/iu.test(color) ? { color } : {}) }).id
      if (known === null) newIds.push(id)
      classIds.set(name, id)
    }
    return { classIds, newIds }
  }
}

/** Labels go by the number of their import, which is never given twice, and their own: in this order they are stored several times faster than by chance. */
function stagedLabel(importId: number, number: number, source: string, photoId: number, label: DatasetLabel) {
  const { className, shape, score } = label
  const origin = { kind: 'import', importId, file: source, ...(score === undefined ? {} : { score }) } as const
  return { id: `import-${importId}-${String(number).padStart(8, '0')}`, photoId, className, geometry: geometryOfShape(shape), origin, ...storedFields(label) }
}

/** The file may have changed since the preview. */
function isOfOtherSize(shape: LabelShape, photo: { readonly width: number; readonly height: number }): boolean {
  return shape.kind === 'mask' && (shape.width !== photo.width || shape.height !== photo.height)
}

function isKnown({ shape }: DatasetLabel, classId: ClassId | null, known: readonly { readonly classId: ClassId; readonly shape: LabelShape }[]): boolean {
  return classId !== null && known.some((other) => other.classId === classId && isSameShape(shape, other.shape))
}

/** An import finishes a photo or begins it; it never takes back what a person finished. */
function stateAfter(before: ReviewState, isFinal: boolean, labels: number, added: number): ReviewState {
  if (before === 'reviewed' || (before === 'reviewed-empty' && added === 0)) return before
  if (isFinal) return labels > 0 ? 'reviewed' : 'reviewed-empty'
  if (before === 'reviewed-empty') return 'reviewed'
  return added > 0 ? 'in-progress' : before
}
