import { create } from 'zustand'
import type { PhotoId } from '#core/model/photo'

export type PageId = 'library' | 'models' | 'settings'
/** Only one of these is over the window at a time. */
export type DialogId = 'palette' | 'shortcuts' | 'annotate' | 'skipped'

interface Navigation {
  readonly page: PageId
  /** The photo in the viewer; null shows the page. */
  readonly viewerPhotoId: PhotoId | null
  readonly jobsOpen: boolean
  readonly dialog: DialogId | null
}

export const useNavigation = create<Navigation>()(() => ({ page: 'library', viewerPhotoId: null, jobsOpen: false, dialog: null }))

export function goTo(page: PageId): void {
  useNavigation.setState({ page, viewerPhotoId: null, dialog: null })
}

export function openPhoto(photoId: PhotoId): void {
  useNavigation.setState({ page: 'library', viewerPhotoId: photoId })
}

export function closePhoto(): void {
  useNavigation.setState({ viewerPhotoId: null })
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
