import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoFilter, photoSort } from '#core/contract/filter'
import type { LabelSummary } from '#core/model/label'
import type { Photo, PhotoId } from '#core/model/photo'
import type { Area, Box, PackedMask, Tag, Task } from '#core/model/prediction'

/** How one model answered one photo. */
export interface PhotoAnswer {
  readonly modelId: string
  readonly task: Task
  readonly status: 'done' | 'failed'
  readonly reason: string | null
  /** False when the file changed after the model saw it. */
  readonly current: boolean
  readonly tags: readonly Tag[]
  readonly boxes: readonly Box[]
  readonly areas: readonly Area[]
  readonly hasMask: boolean
  /** Of the model file that answered; an accepted prediction remembers it. */
  readonly sha256: string
}

/** A photo in the grid: facts, labels, and the answers above a low cut, small enough for hundreds at a time. */
export interface PhotoCard {
  readonly photo: Photo
  readonly answers: readonly PhotoAnswer[]
  /** What people say, in the order it was made. */
  readonly labels: readonly LabelSummary[]
}

/** A file the photo:// protocol may send. */
export interface PhotoFile {
  readonly path: string
  readonly contentType: string
}

export const photoVariants = ['thumbnail', 'view'] as const
export type PhotoVariant = (typeof photoVariants)[number]

export const photoCommands = {
  /** All matching ids in order; ids are a typed array so that 100,000 stay cheap. */
  'photo.query': command(z.object({ filter: photoFilter, sort: photoSort })).returns<{ readonly ids: Int32Array }>(),
  /** Cards for up to 500 ids, in the order asked; unknown ids are left out. Boxes under `minimumScore` are left out. */
  'photo.cards': command(
    z.object({ photoIds: z.array(z.number().int()).max(500), minimumScore: z.number().min(0).max(1) }),
  ).returns<readonly PhotoCard[]>(),
  /** One photo with every stored answer. */
  'photo.get': command(z.object({ photoId: z.number().int() })).returns<PhotoCard & { readonly folderPath: string }>(),
  'photo.mask': command(z.object({ photoId: z.number().int(), modelId: z.string() })).returns<PackedMask>(),
  /** The file behind photo://thumbnail/ID or photo://view/ID, made when it is not cached yet. Upright, sRGB. */
  'photo.file': command(z.object({ photoId: z.number().int(), variant: z.enum(photoVariants) })).returns<PhotoFile>(),
  /** Class names that occur in predictions, with the number of photos, for filters and search. */
  'photo.labels': command(z.object({ modelId: z.string().optional(), scoreAtLeast: z.number().min(0).max(1) })).returns<
    readonly { readonly modelId: string; readonly name: string; readonly photos: number }[]
  >(),
  /** Counts for the status line. */
  'photo.counts': command(z.object({ filter: photoFilter })).returns<{
    readonly photos: number
    readonly predicted: number
    readonly failed: number
    readonly reviewed: number
  }>(),
} as const

export interface PhotoEvents {
  /** New answers for these photos were stored; sent at most a few times a second. */
  readonly 'photo.predicted': { readonly photoIds: readonly PhotoId[] }
}
