import { describe, expect, it } from 'vitest'
import type { LibraryPhoto } from './match-photos'
import { matchPhotos } from './match-photos'

const photos: readonly LibraryPhoto[] = [
  { id: 1, path: 'a/1.jpg', contentHash: 'h1' },
  { id: 2, path: 'b/1.jpg', contentHash: 'h2' },
  { id: 3, path: 'a/1.png', contentHash: 'h3' },
  { id: 4, path: 'c/only.jpg', contentHash: 'h4' },
  { id: 5, path: 'd/copy.jpg', contentHash: 'h5' },
  { id: 6, path: 'e/copy of it.jpg', contentHash: 'h5' },
  { id: 7, path: 'c/UPPER.JPG', contentHash: null },
]
const match = (file: string, contentHash?: string): unknown => matchPhotos([contentHash === undefined ? { file } : { file, contentHash }], photos).get(file)

describe('matchPhotos', () => {
  it.each([
    ['a/1.jpg', undefined, 1, 'path'],
    ['a/1.png', undefined, 3, 'path'],
    ['a/1.jpg', 'h2', 1, 'path'],
    ['images/train/b/1.jpg', undefined, 2, 'path'],
    ['renamed.jpg', 'h4', 4, 'hash'],
    ['elsewhere/only.jpg', undefined, 4, 'name'],
    ['only', undefined, 4, 'name'],
    ['upper.jpg', undefined, 7, 'name'],
    ['copy.jpg', 'h5', 5, 'name'],
  ] as const)('%s with hash %s is photo %i by %s', (file, hash, photoId, by) => {
    expect(match(file, hash)).toEqual({ kind: 'matched', photoId, by })
  })

  it('changes nothing when only the name is known and several photos have it', () => {
    expect(match('1.jpg')).toEqual({ kind: 'ambiguous', reason: 'several photos have this name: a/1.jpg, b/1.jpg', photoIds: [1, 2] })
    expect(match('z/1.jpg')).toMatchObject({ kind: 'ambiguous' })
  })

  it('says what is missing and what has copies', () => {
    expect(match('none.jpg')).toMatchObject({ kind: 'missing' })
    expect(match('third.jpg', 'h5')).toMatchObject({ kind: 'ambiguous', photoIds: [5, 6] })
  })

  it('does not give one photo to two images', () => {
    const surer = matchPhotos([{ file: 'c/only.jpg' }, { file: 'x/only.jpg' }], photos)
    expect(surer.get('c/only.jpg')).toMatchObject({ kind: 'matched', photoId: 4 })
    expect(surer.get('x/only.jpg')).toMatchObject({ kind: 'ambiguous', photoIds: [4] })
    const equal = matchPhotos([{ file: 'x/only.jpg' }, { file: 'y/only.jpg' }], photos)
    expect([...equal.values()].map(({ kind }) => kind)).toEqual(['ambiguous', 'ambiguous'])
  })

  it('asks when two roots have the path, unless the content tells', () => {
    const twice: LibraryPhoto[] = [{ id: 1, path: 'a.jpg', contentHash: 'x' }, { id: 2, path: 'a.jpg', contentHash: 'y' }]
    expect(matchPhotos([{ file: 'a.jpg' }], twice).get('a.jpg')).toMatchObject({ kind: 'ambiguous', photoIds: [1, 2] })
    expect(matchPhotos([{ file: 'a.jpg', contentHash: 'y' }], twice).get('a.jpg')).toEqual({ kind: 'matched', photoId: 2, by: 'path' })
  })
})
