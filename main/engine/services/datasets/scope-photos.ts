import { setImmediate } from 'node:timers/promises'
import type { PhotoScope } from '#core/contract/filter'
import type { Photo, PhotoId } from '#core/model/photo'
import type { PhotoFacts } from '#core/formats/labels/label-format'
import { uprightSize } from '#core/model/photo'
import type { Store } from '../../store/store'

const photosAtOnce = 200

/** Ids of a selection in order of name, each once. */
export function scopeIds(store: Store, scope: PhotoScope): readonly PhotoId[] {
  return scope.kind === 'photos' ? [...new Set(scope.photoIds)] : [...store.query.ids(scope.filter, { by: 'name', direction: 'ascending' })]
}

/** The photos of a selection, some at a time, so that the engine answers others in between. */
export async function* photosInTurns(store: Store, photoIds: readonly PhotoId[], beforeEach: () => Promise<void> | void): AsyncGenerator<readonly Photo[]> {
  for (let start = 0; start < photoIds.length; start += photosAtOnce) {
    await setImmediate()
    await beforeEach()
    yield store.photos.byIds(photoIds.slice(start, start + photosAtOnce))
  }
}

/** Facts of a photo that was read; null for one that never was. */
export function factsOf({ width, height, orientation }: Pick<Photo, 'width' | 'height' | 'orientation'>): PhotoFacts | null {
  // Turning is its own inverse as far as the sides go.
  return width === 0 || height === 0 ? null : { stored: uprightSize({ width, height }, orientation), orientation }
}
