import type { PhotoId } from '#core/model/photo'
import { useLibraryView } from './library-view'
import { goTo } from './navigation'
import { choosePositions } from './photo-selection'

/** Chooses these photos in the library and shows it without a filter, so that all of them are in the list. */
export function selectInLibrary(photoIds: readonly PhotoId[]): void {
  useLibraryView.setState({ filter: {} })
  choosePositions(Int32Array.from(photoIds), photoIds.map((_photoId, position) => position), new Set())
  goTo('library')
}
