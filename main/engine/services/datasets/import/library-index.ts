import type { PhotoFacts } from '#core/formats/labels/label-format'
import { matchPhotos, type LibraryPhoto, type PhotoMatch, type WantedPhoto } from '#core/formats/labels/match-photos'
import { baseName, sameNameKey, withoutExtension } from '#core/formats/labels/tree/paths'
import type { PhotoId } from '#core/model/photo'
import type { Store } from '../../../store/store'
import { PhotoNames } from '../photo-names'
import { factsOf, photosInTurns, scopeIds } from '../scope-photos'

interface KnownPhoto extends LibraryPhoto {
  readonly facts: PhotoFacts | null
}

/** All photos of the project as an import looks for them. */
export class LibraryIndex {
  readonly #photos: ReadonlyMap<PhotoId, KnownPhoto>
  readonly #byStem = new Map<string, KnownPhoto[]>()

  private constructor(photos: ReadonlyMap<PhotoId, KnownPhoto>) {
    this.#photos = photos
    for (const photo of photos.values()) {
      const key = stemKey(photo.path)
      const known = this.#byStem.get(key)
      if (known === undefined) this.#byStem.set(key, [photo])
      else known.push(photo)
    }
  }

  static async of(store: Store, whenRunning: () => Promise<void>): Promise<LibraryIndex> {
    const names = new PhotoNames(store.folders.all())
    const known = new Map<PhotoId, KnownPhoto>()
    for await (const photos of photosInTurns(store, scopeIds(store, { kind: 'filter', filter: {} }), whenRunning)) {
      for (const photo of photos) {
        if (photo.state === 'refused') continue
        known.set(photo.id, { id: photo.id, path: names.nameOf(photo), contentHash: photo.contentHash, facts: factsOf(photo) })
      }
    }
    return new LibraryIndex(known)
  }

  /** Facts of the one photo that a name alone points to. */
  factsOfName(file: string): PhotoFacts | null {
    // Whatever a name may match has its stem: the whole library need not be gone through for each.
    const match = matchPhotos([{ file }], this.#byStem.get(stemKey(file)) ?? []).get(file)
    return match?.kind === 'matched' ? this.factsOf(match.photoId) : null
  }

  factsOf(photoId: PhotoId): PhotoFacts | null {
    return this.#photos.get(photoId)?.facts ?? null
  }

  match(wanted: readonly WantedPhoto[]): ReadonlyMap<string, PhotoMatch> {
    return matchPhotos(wanted, [...this.#photos.values()])
  }
}

function stemKey(path: string): string {
  return sameNameKey(baseName(withoutExtension(path)))
}
