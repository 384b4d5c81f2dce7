import type { CommandArguments } from '#core/contract/index'
import type { Split } from '#core/formats/labels/assign-splits'
import type { SplitSummary } from '#core/model/dataset-reports'
import type { ClassId } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { Store } from '../../store/store'
import { PhotoNames } from './photo-names'
import { photosInTurns, scopeIds } from './scope-photos'
import { splitPhotos } from './split-photos'

type Counts = Record<Split, number>

const none = (): Counts => ({ train: 0, val: 0, test: 0 })

/** How a split of a selection would come out, exactly as an export with this seed would do it with the fingerprints known now. */
export async function splitSummary(store: Store, { scope, split }: CommandArguments<'dataset.split'>, beforeEach: () => void): Promise<SplitSummary> {
  const names = new PhotoNames(store.folders.all())
  const files = new Map<string, PhotoId>()
  const ids = scopeIds(store, scope)
  for await (const photos of photosInTurns(store, ids, beforeEach)) {
    for (const photo of photos) if (photo.width > 0) files.set(names.nameOf(photo), photo.id)
  }
  const { parts, ...told } = await splitPhotos(store, files, split)
  const photos = none()
  const classes = new Map<ClassId, Counts>(store.classes.ids().map((id) => [id, none()]))
  for (const part of parts.values()) photos[part]++
  for await (const batch of photosInTurns(store, [...parts.keys()], beforeEach)) {
    const labels = store.labels.summaries(batch.map(({ id }) => id))
    for (const { id } of batch) {
      const part = parts.get(id)
      for (const { classId } of labels.get(id) ?? []) {
        const counts = classes.get(classId)
        if (counts !== undefined && part !== undefined) counts[part]++
      }
    }
  }
  return { photos, classes: [...classes].map(([classId, labels]) => ({ classId, labels })), ...told }
}
