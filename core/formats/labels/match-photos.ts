import { baseName, looksLikePhoto, sameNameKey, withoutExtension } from './tree/paths'

/** A photo of the library. */
export interface LibraryPhoto {
  readonly id: number
  /** Path under its root folder, with "/". */
  readonly path: string
  readonly contentHash: string | null
}

/** An image of a data set; the hash is that of its file beside the labels, where there is one. */
export interface WantedPhoto {
  readonly file: string
  readonly contentHash?: string
}

export type PhotoMatch =
  | { readonly kind: 'matched'; readonly photoId: number; readonly by: 'path' | 'hash' | 'name' }
  /** Several photos could be meant, or several images mean the same photo: nothing is changed. */
  | { readonly kind: 'ambiguous'; readonly reason: string; readonly photoIds: readonly number[] }
  | { readonly kind: 'missing'; readonly reason: string }

type Claim = Extract<PhotoMatch, { kind: 'matched' }>

/**
 * Finds the photo each image of a data set means: by its relative path, then by the hash of its content, then by a name
 * that only one photo has. A folder more or less in front of the path is no difference when the rest decides. Two images
 * never get one photo: the surer claim counts, equal ones are ambiguous.
 */
export function matchPhotos(wanted: readonly WantedPhoto[], photos: readonly LibraryPhoto[]): ReadonlyMap<string, PhotoMatch> {
  const finder = new PhotoFinder(photos)
  const matches = new Map(wanted.map((image) => [image.file, finder.find(image)]))
  for (const [photoId, files] of claims(matches)) {
    if (files.length < 2) continue
    const surest = Math.min(...files.map((file) => rankOf(matches.get(file))))
    const winners = files.filter((file) => rankOf(matches.get(file)) === surest)
    for (const file of files) {
      if (winners.length === 1 && winners[0] === file) continue
      const others = files.filter((other) => other !== file).join(', ')
      matches.set(file, { kind: 'ambiguous', reason: `${others} means the same photo`, photoIds: [photoId] })
    }
  }
  return matches
}

function claims(matches: ReadonlyMap<string, PhotoMatch>): Map<number, string[]> {
  const files = new Map<number, string[]>()
  for (const [file, match] of matches) {
    if (match.kind === 'matched') files.set(match.photoId, [...(files.get(match.photoId) ?? []), file])
  }
  return files
}

const order: readonly Claim['by'][] = ['path', 'hash', 'name']

function rankOf(match: PhotoMatch | undefined): number {
  return match?.kind === 'matched' ? order.indexOf(match.by) : order.length
}

class PhotoFinder {
  private readonly byPath = new Map<string, LibraryPhoto[]>()
  private readonly byHash = new Map<string, LibraryPhoto[]>()
  private readonly byName = new Map<string, LibraryPhoto[]>()
  private readonly byStem = new Map<string, LibraryPhoto[]>()

  constructor(photos: readonly LibraryPhoto[]) {
    for (const photo of photos) {
      add(this.byPath, photo.path, photo)
      if (photo.contentHash !== null) add(this.byHash, photo.contentHash, photo)
      add(this.byName, sameNameKey(baseName(photo.path)), photo)
      add(this.byStem, sameNameKey(baseName(withoutExtension(photo.path))), photo)
    }
  }

  find({ file, contentHash }: WantedPhoto): PhotoMatch {
    const samePath = this.byPath.get(file) ?? []
    const sameHash = contentHash === undefined ? [] : (this.byHash.get(contentHash) ?? [])
    if (samePath.length === 1) return matched(samePath, 'path')
    // Of several photos at one path under different roots the content may tell.
    const both = samePath.filter((photo) => sameHash.includes(photo))
    if (both.length === 1) return matched(both, 'path')
    if (samePath.length > 1) return ambiguous(samePath, 'several folders have a photo of this path')
    if (sameHash.length === 1) return matched(sameHash, 'hash')
    return this.findByName(file, sameHash)
  }

  private findByName(file: string, sameHash: readonly LibraryPhoto[]): PhotoMatch {
    const isWhole = looksLikePhoto(file)
    const key = sameNameKey(baseName(file))
    const named = (isWhole ? this.byName.get(key) : this.byStem.get(key)) ?? []
    const exact = named.filter((photo) => baseName(isWhole ? photo.path : withoutExtension(photo.path)) === baseName(file))
    const candidates = exact.length > 0 ? exact : named
    // Copies of one content: the name chooses among them.
    const copies = sameHash.length > 1 ? candidates.filter((photo) => sameHash.includes(photo)) : candidates
    if (copies.length === 0) {
      return sameHash.length > 1 ? ambiguous(sameHash, 'several photos have this content') : { kind: 'missing', reason: 'no photo of this path, content or name is in the library' }
    }
    if (copies.length === 1) return matched(copies, 'name')
    const shared = copies.map((photo) => sharedFolders(photo.path, file))
    const most = Math.max(...shared)
    const nearest = copies.filter((_, index) => shared[index] === most)
    return most > 0 && nearest.length === 1 ? matched(nearest, 'path') : ambiguous(nearest, 'several photos have this name')
  }
}

function matched(photos: readonly LibraryPhoto[], by: Claim['by']): PhotoMatch {
  return { kind: 'matched', photoId: photos[0]?.id ?? -1, by }
}

function ambiguous(photos: readonly LibraryPhoto[], reason: string): PhotoMatch {
  return { kind: 'ambiguous', reason: `${reason}: ${photos.map(({ path }) => path).join(', ')}`, photoIds: photos.map(({ id }) => id) }
}

/** How many folders next to the name are the same. */
function sharedFolders(a: string, b: string): number {
  const left = a.split('/').slice(0, -1).reverse()
  const right = b.split('/').slice(0, -1).reverse()
  let shared = 0
  while (shared < left.length && left[shared] === right[shared]) shared++
  return shared
}

function add(lists: Map<string, LibraryPhoto[]>, key: string, photo: LibraryPhoto): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [photo])
  else list.push(photo)
}
