import { setImmediate } from 'node:timers/promises'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { StoredStep } from '../../store/step-store'
import type { LabelCounts } from '../../store/label-store'
import type { JobContext } from '../../jobs'
import { untilCancelled } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'
import type { ClassChanger } from './class-changer'

const photosPerTransaction = 500

type UndoDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'emit'> & { readonly changer: ClassChanger }

/**
 * Takes a step back as a job and waits for it. Cut off in the middle, the rest of the step stays in the list and can be
 * taken back later. Throws `cancelled` and what storing throws.
 */
export async function undoStep(dependencies: UndoDependencies, step: StoredStep): Promise<LabelCounts> {
  const { jobs } = dependencies
  const counts = { labels: 0, photos: 0 }
  const jobId = jobs.start({ kind: 'review', title: `Undo: ${step.title}` }, async (context) => {
    if (step.removedClass !== null) await restoreClass(dependencies, step, counts, context)
    await undoPhotos(dependencies, step, counts, context)
  })
  const end = await jobs.ended(jobId)
  if (end.error !== null) throw fromErrorData(end.error)
  if (end.state === 'cancelled') throw new AppError('cancelled', 'Undoing was cancelled; the rest of the step can still be undone.')
  return counts
}

async function restoreClass({ emit, changer }: UndoDependencies, step: StoredStep, counts: { labels: number; photos: number }, { signal }: JobContext): Promise<void> {
  const restored = await changer.run({ kind: 'undo', step }, untilCancelled(signal))
  counts.labels += restored.counts.labels
  counts.photos += restored.counts.photos
  emit('class.changed', {})
  emit('label.changed', { photoIds: restored.photoIds })
}

async function undoPhotos({ store, emit }: UndoDependencies, step: StoredStep, counts: { labels: number; photos: number }, context: JobContext): Promise<void> {
  for (;;) {
    await setImmediate()
    await context.whenRunning()
    const photoIds = store.steps.openPhotos(step.id, photosPerTransaction)
    if (photoIds.length === 0) break
    const labels = await store.connection.durably(
      () => photoIds.reduce((sum, photoId) => sum + store.steps.undoPhoto(step, photoId), 0),
      untilCancelled(context.signal),
    )
    counts.labels += labels
    counts.photos += photoIds.length
    context.report({ done: counts.photos, total: step.photos })
    emit('label.changed', { photoIds })
  }
  const removed = await store.connection.durably(() => {
    const classes = store.imports.removeUnusedClasses(step.id)
    const parts = store.importedSplits.undo(step.id)
    store.steps.forget(step.id)
    return { classes, parts }
  }, untilCancelled(context.signal))
  if (removed.classes > 0) emit('class.changed', {})
  if (removed.parts > 0) emit('label.changed', { photoIds: [] })
}
