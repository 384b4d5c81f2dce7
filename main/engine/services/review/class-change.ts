import { AppError } from '#core/contract/errors'
import type { ClassId } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { LabelCounts } from '../../store/label-store'
import type { StoredStep } from '../../store/step-store'
import type { Store } from '../../store/store'
import { ProjectClasses } from './project-classes'

/** A change that touches every label of a class. */
export type ClassChange =
  | { readonly kind: 'merge'; readonly from: ClassId; readonly into: ClassId }
  | { readonly kind: 'remove'; readonly classId: ClassId }
  | { readonly kind: 'undo'; readonly step: StoredStep }

export interface ChangedLabels {
  readonly counts: LabelCounts
  readonly photoIds: readonly PhotoId[]
}

/** How many labels the change is about. */
export function labelsOfChange(store: Store, change: ClassChange): number {
  if (change.kind === 'undo') return change.step.labels
  return store.labels.countsOfClass(change.kind === 'merge' ? change.from : change.classId).labels
}

/** Makes the change, with what undoes it. Whoever calls holds the transaction. Throws `not-found` and `bad-input`. */
export function changeClass(store: Store, change: ClassChange): ChangedLabels {
  if (change.kind === 'undo') return restoreClass(store, change.step)
  const classes = new ProjectClasses(store, Date.now)
  const photoIds = store.labels.photosOfClass(change.kind === 'merge' ? change.from : change.classId)
  const counts = change.kind === 'merge' ? classes.merge(change.from, change.into) : classes.remove(change.classId)
  return { counts, photoIds }
}

function restoreClass(store: Store, step: StoredStep): ChangedLabels {
  const { removedClass } = step
  // Two who asked while another program held the project would give the class back twice.
  if (removedClass === null || store.steps.newest()?.id !== step.id) throw new AppError('bad-input', 'This step has been undone already.')
  store.classes.restore(removedClass)
  const counts = store.steps.restoreLabels(step.id, removedClass)
  store.steps.forget(step.id)
  return { counts, photoIds: store.labels.photosOfClass(removedClass.id) }
}
