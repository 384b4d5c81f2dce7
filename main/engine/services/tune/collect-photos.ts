import { splitDistanceBits } from '#core/duplicates/fingerprint'
import type { TuneOrder } from '#core/contract/tune'
import type { DatasetImage } from '#core/model/dataset'
import type { ClassId, Label } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import type { Photo, PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import type { ClassPlan } from '#core/tune/class-plan'
import { splitGroups, type TunePart } from '#core/tune/split/split-groups'
import { splitBroughtAlong } from '#core/tune/split/split-brought-along'
import { splitOfFolders } from '#core/tune/split/split-of-folders'
import { taskOf } from '#core/tune/tasks'
import type { TunePhoto } from '#core/tune/tune-photo'
import type { Store } from '../../store/store'
import { groupPhotos } from '../datasets/fingerprint-photos'
import { photosInTurns, scopeIds } from '../datasets/scope-photos'
import { ProjectClasses } from '../review/project-classes'

/** What a training works on. */
export interface TuneData {
  readonly plan: ClassPlan
  /** Of each learnt class. */
  readonly classIds: readonly ClassId[]
  /** In order of content, so that equal data are equal whatever ids they have. */
  readonly photos: readonly TunePhoto[]
  /** Reviewed, but of several classes or none where one is learnt, or with labels of another kind. */
  readonly ambiguousPhotos: number
  readonly unreviewed: readonly Photo[]
}

interface ReviewedPhoto {
  readonly photo: Photo
  readonly contentHash: string
  readonly labels: readonly Label[]
}

/** Reviewed photos of a selection with their labels, split; near-duplicates together as far as their fingerprints are known. `beforeEach` may throw to stop. */
export async function collectPhotos(store: Store, card: ModelCard, order: TuneOrder, beforeEach: () => Promise<void> | void): Promise<TuneData> {
  const { reviewed, unreviewed } = await photosOfScope(store, order, beforeEach)
  const classIds = order.classIds ?? usedClasses(store, reviewed)
  const plan = planOf(store, card, classIds, order)
  const task = taskOf(card.task)
  const withLabels = reviewed.map((item) => ({ ...item, learnt: learntLabels(item.labels, classIds) }))
  const serving = withLabels.filter(({ learnt }) => task.serves(learnt, plan))
  const { groups } = await groupPhotos({ store }, serving.map(({ photo }) => photo.id), splitDistanceBits)
  const groupOf = new Map<PhotoId, number>()
  for (const [number, { ids }] of groups.entries()) for (const id of ids) groupOf.set(id, number)
  const imported = store.importedSplits.ofPhotos(serving.map(({ photo }) => photo.id))
  const parts = partsOf(serving.map(({ photo, learnt }) => ({ photo, imported: imported.get(photo.id), group: groupOf.get(photo.id) ?? null, classes: learnt.map(({ classIndex }) => classIndex) })), order)
  return {
    plan,
    classIds,
    ambiguousPhotos: withLabels.length - serving.length,
    unreviewed,
    photos: serving.map(({ photo, contentHash, labels, learnt }, index) => ({
      photoId: photo.id,
      contentHash,
      size: { width: photo.width, height: photo.height },
      part: parts[index] ?? 'train',
      labels: learnt,
      labelSources: sourcesOf(labels),
      group: groupOf.get(photo.id) ?? null,
    })),
  }
}

async function photosOfScope(store: Store, { scope }: TuneOrder, beforeEach: () => Promise<void> | void): Promise<{ readonly reviewed: ReviewedPhoto[]; readonly unreviewed: Photo[] }> {
  const reviewed: ReviewedPhoto[] = []
  const unreviewed: Photo[] = []
  for await (const photos of photosInTurns(store, scopeIds(store, scope), beforeEach)) {
    for (const photo of photos) {
      const { contentHash } = photo
      if (photo.state !== 'present' || contentHash === null || photo.width === 0) continue
      if (finishedReviewStates.includes(photo.reviewState)) reviewed.push({ photo, contentHash, labels: store.labels.ofPhoto(photo.id) })
      else unreviewed.push(photo)
    }
  }
  reviewed.sort((a, b) => (a.contentHash === b.contentHash ? a.photo.id - b.photo.id : a.contentHash < b.contentHash ? -1 : 1))
  return { reviewed, unreviewed }
}

/** In the project's order. */
function usedClasses(store: Store, reviewed: readonly ReviewedPhoto[]): ClassId[] {
  const used = new Set(reviewed.flatMap(({ labels }) => labels.map(({ classId }) => classId)))
  return store.classes.ids().filter((id) => used.has(id))
}

function planOf(store: Store, card: ModelCard, classIds: readonly ClassId[], { kept, answer }: TuneOrder): ClassPlan {
  const meanings = new ProjectClasses(store, Date.now).meanings(card)
  return {
    learnt: classIds.map((id) => store.classes.get(id).name),
    kept,
    answer,
    parentColumns: classIds.map((id) => {
      const column = meanings.indexOf(id)
      return column === -1 ? null : column
    }),
  }
}

function learntLabels(labels: readonly Label[], classIds: readonly ClassId[]): TunePhoto['labels'] {
  return labels.flatMap(({ classId, geometry, attributes }) => {
    const classIndex = classIds.indexOf(classId)
    return classIndex === -1 ? [] : [{ classIndex, geometry, attributes }]
  })
}

/** A model's answer that a person changed is a person's label. */
function sourcesOf(labels: readonly Label[]): TunePhoto['labelSources'] {
  const counts = { person: 0, model: 0, import: 0 }
  for (const { origin } of labels) counts[origin.kind === 'model' && origin.edited ? 'person' : origin.kind]++
  return counts
}

interface SplitItem {
  readonly photo: Photo
  readonly imported: DatasetImage['split']
  readonly group: number | null
  readonly classes: readonly number[]
}

/** The split of the import, else of the folders, where they tell one, else whole groups dealt out evenly. Photos outside of such a split are learnt from. */
function partsOf(items: readonly SplitItem[], { split, seed }: TuneOrder): readonly TunePart[] {
  const told = splitBroughtAlong(items.map(({ imported }) => imported)) ?? splitOfFolders(items.map(({ photo }) => photo.relativePath))
  if (told !== null) return told.map((part) => part ?? 'train')
  const members = new Map<string, number[]>()
  for (const [index, { group }] of items.entries()) {
    const key = group === null ? `photo ${index}` : `group ${group}`
    members.set(key, [...(members.get(key) ?? []), index])
  }
  const groups = [...members.values()]
  const dealt = splitGroups(groups.map((indexes) => ({ photos: indexes.map((index) => items[index]?.classes ?? []) })), split, seed)
  const parts: TunePart[] = items.map(() => 'train')
  for (const [number, indexes] of groups.entries()) for (const index of indexes) parts[index] = dealt[number] ?? 'train'
  return parts
}
