import type { PhotoId, SizePx } from '#core/model/photo'
import type { TunePart } from './split/split-groups'
import type { TuneLabel } from './tune-task'

/** A reviewed photo in its place in the split. */
export interface TunePhoto {
  readonly photoId: PhotoId
  /** sha256 of the file, hex. */
  readonly contentHash: string
  /** Upright. */
  readonly size: SizePx
  readonly part: TunePart
  readonly labels: readonly TuneLabel[]
  /** Where its labels come from. */
  readonly labelSources: { readonly person: number; readonly model: number; readonly import: number }
  /** Number of its group of near-duplicates, null for one alone. */
  readonly group: number | null
}
