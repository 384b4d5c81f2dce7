import type { TunePreview } from '#core/contract/tune'
import type { ModelCard } from '#core/model/model-card'
import { findConcerns } from '#core/tune/find-concerns'
import { tuneParts, type TunePart } from '#core/tune/split/split-groups'
import type { TuneData } from './collect-photos'

type Counts = Record<TunePart, number>

/** What a training would work on, counted. */
export function previewOf({ photos, plan, classIds, ambiguousPhotos }: TuneData, card: ModelCard): TunePreview {
  const count = (serves: (photo: TuneData['photos'][number]) => boolean): Counts => {
    const counts: Counts = { train: 0, validation: 0, test: 0 }
    for (const part of tuneParts) counts[part] = photos.filter((photo) => photo.part === part && serves(photo)).length
    return counts
  }
  return {
    classes: plan.learnt.map((name, index) => {
      const column = plan.parentColumns[index] ?? null
      return {
        classId: classIds[index] ?? 0,
        name,
        ...count(({ labels }) => labels.some(({ classIndex }) => classIndex === index)),
        knownAs: column === null ? null : (card.labels[column]?.name ?? null),
      }
    }),
    photos: { ...count(() => true), leftOut: ambiguousPhotos },
    importedPhotos: photos.filter(({ labelSources }) => labelSources.import > 0).length,
    groups: new Set(photos.map(({ group, photoId }) => (group === null ? `photo ${photoId}` : `group ${group}`))).size,
    concerns: findConcerns({ photos, classes: plan.learnt, ambiguousPhotos, task: card.task }),
  }
}
