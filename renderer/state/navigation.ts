import { create } from 'zustand'
import type { PhotoId } from '#core/model/photo'

export type PageId = 'library' | 'review' | 'dataset' | 'models' | 'tune' | 'phones' | 'settings'
/** Only one of these is over the window at a time. */
export type DialogId = 'import' | 'export' | 'palette' | 'shortcuts' | 'annotate' | 'skipped' | 'classes' | 'accept-all' | 'steps' | 'disagreement' | 'quantize' | 'import-model' | 'bundle' | 'phone-page'

interface Navigation {
  readonly page: PageId
  /** The photo in the viewer; null shows the page. */
  readonly viewerPhotoId: PhotoId | null
  /** Whether the viewer shows a photo alone or compares what is said of it. */
  readonly viewerMode: 'look' | 'compare'
  /** The models that the viewer compares at first; null leaves the choice to it. */
  readonly comparedModelIds: readonly [string, string] | null
  /** The photo in Review, kept while other pages are shown; null until one is chosen. */
  readonly reviewPhotoId: PhotoId | null
  /** The label or prediction to select in it when it is shown; null for none. */
  readonly reviewObjectKey: string | null
  readonly jobsOpen: boolean
  readonly dialog: DialogId | null
}

export const useNavigation = create<Navigation>()(() => ({ page: 'library', viewerPhotoId: null, viewerMode: 'look', comparedModelIds: null, reviewPhotoId: null, reviewObjectKey: null, jobsOpen: false, dialog: null }))

export function goTo(page: PageId): void {
  useNavigation.setState({ page, viewerPhotoId: null, viewerMode: 'look', dialog: null })
}

export function openPhoto(photoId: PhotoId): void {
  useNavigation.setState({ page: 'library', viewerPhotoId: photoId })
}

/** Shows how two models answer this photo, side by side. */
export function comparePhoto(photoId: PhotoId, comparedModelIds: readonly [string, string]): void {
  useNavigation.setState({ page: 'library', viewerPhotoId: photoId, viewerMode: 'compare', comparedModelIds, dialog: null })
}

/** Labels this photo. */
export function reviewPhoto(photoId: PhotoId): void {
  useNavigation.setState({ page: 'review', viewerPhotoId: null, reviewPhotoId: photoId, reviewObjectKey: null, dialog: null })
}

/** Labels this photo with one of its labels or predictions selected. */
export function reviewObject(photoId: PhotoId, reviewObjectKey: string): void {
  reviewPhoto(photoId)
  useNavigation.setState({ reviewObjectKey })
}

export function setViewerMode(viewerMode: Navigation['viewerMode']): void {
  useNavigation.setState({ viewerMode })
}

export function closePhoto(): void {
  useNavigation.setState({ viewerPhotoId: null, viewerMode: 'look' })
}

export function openDialog(dialog: DialogId): void {
  useNavigation.setState({ dialog })
}

export function closeDialog(): void {
  useNavigation.setState({ dialog: null })
}

export function setJobsOpen(jobsOpen: boolean): void {
  useNavigation.setState({ jobsOpen })
}
