import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { labelCommands } from '#core/contract/labels'
import type { PhotoId } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { LabelCounts } from '../../store/label-store'
import type { ServiceDependencies } from '../service-dependencies'
import { AcceptAll } from './accept-all'
import type { ClassChange } from './class-change'
import { ClassChanger } from './class-changer'
import { compareModels } from './compare-models'
import { editPhoto, photoLabels } from './edit-photo'
import { modelCard } from './model-cards'
import { nextUnreviewed } from './next-unreviewed'
import { ProjectClasses } from './project-classes'
import { undoStep } from './undo-step'

const reviewNames: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'not reviewed',
  'in-progress': 'in progress',
  reviewed: 'reviewed',
  'reviewed-empty': 'reviewed, nothing here',
}

export type ReviewDependencies = Omit<ServiceDependencies, 'pool' | 'options'>

/** People's labels: classes, edits, verdicts on predictions, review states, big steps and their undo. Everything acknowledged is on the drive. */
export function createReviewService(dependencies: ReviewDependencies, changer = new ClassChanger(dependencies.store, null)) {
  const { store, emit, registry } = dependencies
  const classes = new ProjectClasses(store, Date.now)
  const acceptAll = new AcceptAll(dependencies, classes)

  async function changeClasses<Result>(change: () => Result): Promise<Result> {
    const result = await store.connection.durably(change)
    emit('class.changed', {})
    return result
  }

  async function changeLabels(change: ClassChange): Promise<LabelCounts> {
    const { counts, photoIds } = await changer.run(change)
    emit('class.changed', {})
    emit('label.changed', { photoIds })
    return counts
  }

  function refuseLabelled(photoIds: readonly PhotoId[]): void {
    const labelled = store.labels.labelledAmong(photoIds)
    if (labelled === 0) return
    const what = labelled === 1 ? '1 of these photos has labels' : `${labelled} of these photos have labels`
    throw new AppError('bad-input', `${what}: not empty.`, { hint: 'Remove the labels, or mark the photos as reviewed.' })
  }

  function setReview(photoIds: readonly PhotoId[], reviewState: ReviewState): Promise<readonly PhotoId[]> {
    return store.connection.durably(() => {
      if (reviewState === 'reviewed-empty') refuseLabelled(photoIds)
      const title = `Mark ${photoIds.length} photos as ${reviewNames[reviewState]}`
      const stepId = store.steps.begin('set-review', title, Date.now())
      const changed = store.steps.setReviewStates(stepId, photoIds, reviewState)
      // One photo is undone where it was done: in its own history.
      if (changed.length > 1) store.steps.count(stepId, { labels: 0, photos: changed.length })
      else store.steps.forget(stepId)
      return changed
    })
  }

  return {
    'class.list': () => store.classes.list(),
    'class.add': (wanted) => changeClasses(() => classes.add(wanted)),
    'class.update': ({ classId, ...wanted }) => changeClasses(() => classes.update(classId, wanted)),
    'class.reorder': ({ classIds }) =>
      changeClasses(() => {
        for (const classId of classIds) store.classes.get(classId)
        store.classes.reorder(classIds)
        return null
      }),
    'class.merge': ({ from, into }) => changeLabels({ kind: 'merge', from, into }),
    'class.remove': ({ classId }) => changeLabels({ kind: 'remove', classId }),
    'class.ensure': async ({ modelId, index }) => {
      const card = await modelCard(store, registry, modelId)
      return classes.find(card, index) ?? changeClasses(() => classes.ensure(card, index))
    },
    'class-map.get': async ({ modelId }) => {
      const card = await modelCard(store, registry, modelId)
      return classes.meanings(card).map((classId, index) => ({ index, classId: classId ?? null }))
    },
    'class-map.set': async ({ modelId, index, classId }) => {
      const card = await modelCard(store, registry, modelId)
      if (card.labels[index] === undefined) throw new AppError('not-found', `"${card.name}" has no class ${index}.`)
      return changeClasses(() => {
        if (classId !== null) store.classes.get(classId)
        store.classes.setMap(modelId, index, classId)
        return null
      })
    },

    'label.get': ({ photoId }) => photoLabels(store, photoId),
    'label.edit': async (edit) => {
      const labels = await editPhoto(store, edit, Date.now())
      emit('label.changed', { photoIds: [edit.photoId] })
      return labels
    },
    'photo.set-review': async ({ photoIds, reviewState }) => {
      const changed = await setReview(photoIds, reviewState)
      if (changed.length > 0) emit('label.changed', { photoIds: changed })
      return { photos: changed.length }
    },
    'label.accept-all': async (wanted) => ({ jobId: await acceptAll.start(wanted) }),
    'photo.next-unreviewed': (wanted) => nextUnreviewed(store, wanted),

    'step.list': () => store.steps.list(),
    'step.undo': ({ stepId }) => {
      const step = store.steps.newest()
      if (step === null || step.id !== stepId) {
        throw new AppError('bad-input', 'Only the newest step can be undone.', { hint: 'Undo the steps after it first.' })
      }
      if (acceptAll.isRunning(stepId)) throw new AppError('busy', 'This step is still under way.', { hint: 'Wait until it ends, or cancel it.' })
      return undoStep({ ...dependencies, changer }, step)
    },

    'agreement.compute': ({ modelId, otherModelId }) => ({ jobId: compareModels(dependencies, modelId, otherModelId) }),
  } satisfies HandlersOf<typeof labelCommands>
}
