import { create } from 'zustand'
import type { PhotoId } from '#core/model/photo'
import { emptySelection, focusAt, restrictTo, selectAll, selectAt, selectPositions, type Selection, type SelectionMode } from './selection'

/** The photos chosen in the library. */
export const usePhotoSelection = create<Selection>()(() => emptySelection)

function change(next: (selection: Selection) => Selection): void {
  usePhotoSelection.setState((selection) => next(selection))
}

export function choosePhoto(order: Int32Array, position: number, mode: SelectionMode): void {
  change((selection) => selectAt(selection, order, position, mode))
}

export function focusPhoto(order: Int32Array, position: number): void {
  change((selection) => focusAt(selection, order, position))
}

export function chooseAllPhotos(order: Int32Array): void {
  change((selection) => selectAll(selection, order))
}

export function choosePositions(order: Int32Array, positions: readonly number[], kept: ReadonlySet<PhotoId>): void {
  change(() => selectPositions(order, positions, kept))
}

/** Nothing is chosen; the keyboard stays where it is. */
export function chooseNone(): void {
  change(({ focusId }) => ({ ...emptySelection, focusId }))
}

export function dropUnlisted(order: Int32Array): void {
  change((selection) => restrictTo(selection, order))
}
