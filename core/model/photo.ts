import type { ReviewState } from '#core/model/review-state'

/** Row number of a photo in the project. */
export type PhotoId = number
/** Row number of a root folder in the project. */
export type FolderId = number

/** What the bytes are, by magic number, never by extension. */
export const photoFormats = ['jpeg', 'png', 'webp', 'gif', 'bmp', 'tiff', 'avif', 'heic'] as const
export type PhotoFormat = (typeof photoFormats)[number]

/** EXIF orientation: how the stored raster must be turned to stand upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export interface SizePx {
  readonly width: number
  readonly height: number
}

/** Something worth telling about a photo that was taken all the same. */
export type PhotoNote =
  | 'extension-differs'
  | 'orientation-invalid'
  | 'exif-damaged'
  | 'first-frame-only'
  | 'float-stretched'
  | 'reduced'
  | 'decoder-warning'

/** What the header of a file tells, before any pixel is decoded. Sizes are in the stored raster. */
export interface ImageHeader {
  readonly format: PhotoFormat
  readonly stored: SizePx
  readonly orientation: Orientation
  readonly notes: readonly PhotoNote[]
}

/**
 * present: can be decoded; listed: found, not yet read; missing: was there, is gone;
 * refused: will not be decoded, the reason says why; damaged: pixels cannot be trusted.
 */
export type PhotoState = 'listed' | 'present' | 'missing' | 'refused' | 'damaged'

/** A photo as lists and the viewer need it. Width and height are upright pixels. */
export interface Photo {
  readonly id: PhotoId
  readonly folderId: FolderId
  /** Path under its root folder, always with "/". */
  readonly relativePath: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly state: PhotoState
  readonly format: PhotoFormat | null
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  readonly contentHash: string | null
  readonly notes: readonly PhotoNote[]
  readonly reason: string | null
  readonly reviewState: ReviewState
}

/** The size of a stored raster once turned upright. */
export function uprightSize(stored: SizePx, orientation: Orientation): SizePx {
  return orientation >= 5 ? { width: stored.height, height: stored.width } : stored
}
