import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoFilter, photoSort, type PhotoFilter, type PhotoSort } from '#core/contract/filter'

/** A view of the library that a person gave a name. */
export interface SavedFilter {
  readonly id: number
  readonly name: string
  readonly filter: PhotoFilter
  readonly sort: PhotoSort
}

export const savedFilterCommands = {
  /** By name. */
  'filter.list': command(z.object({})).returns<readonly SavedFilter[]>(),
  /** A name that is known already gets the new filter. */
  'filter.save': command(z.object({ name: z.string().min(1).max(200), filter: photoFilter, sort: photoSort })).returns<SavedFilter>(),
  'filter.remove': command(z.object({ filterId: z.number().int() })).returns<null>(),
} as const
