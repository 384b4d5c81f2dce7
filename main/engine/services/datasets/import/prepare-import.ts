import { placeImage } from '#core/formats/project/place-image'
import type { PhotoMatch } from '#core/formats/labels/match-photos'
import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import type { DatasetNote } from '#core/model/dataset-reports'
import type { PhotoId } from '#core/model/photo'
import type { LibraryIndex } from './library-index'

/** What an import will put on one photo. */
export interface PlacedPhoto {
  readonly photoId: PhotoId
  /** In upright pixels, inside the photo. */
  readonly labels: readonly DatasetLabel[]
  readonly reviewed: boolean
  /** The part of the data set it came in, when that tells. */
  readonly split: DatasetImage['split']
}

export interface PreparedImport {
  readonly photos: readonly PlacedPhoto[]
  readonly notes: readonly DatasetNote[]
  readonly matched: { readonly path: number; readonly hash: number; readonly name: number }
  readonly ambiguous: number
  readonly missing: number
}

/** Puts the images of a data set on the photos they mean; what means none or several is a note. */
export function prepareImport(dataset: Dataset, matches: ReadonlyMap<string, PhotoMatch>, library: Pick<LibraryIndex, 'factsOf'>): PreparedImport {
  const photos: PlacedPhoto[] = []
  const notes: DatasetNote[] = []
  const matched = { path: 0, hash: 0, name: 0 }
  const counts = { ambiguous: 0, missing: 0 }
  for (const image of dataset.images) {
    const match = matches.get(image.file) ?? { kind: 'missing', reason: 'no photo is in the library' }
    if (match.kind !== 'matched') {
      counts[match.kind]++
      notes.push({ level: match.kind, file: image.file, where: '', reason: match.reason })
      continue
    }
    matched[match.by]++
    const facts = library.factsOf(match.photoId)
    if (facts === null) {
      notes.push({ level: 'refused', file: image.file, where: '', reason: 'its photo has not been read yet: read the folder first' })
      continue
    }
    const placed = placeImage(image, dataset.frame, facts)
    for (const note of placed.notes) notes.push(note)
    photos.push({ photoId: match.photoId, labels: placed.labels, reviewed: image.reviewed, split: image.split })
  }
  return { photos, notes, matched, ...counts }
}
