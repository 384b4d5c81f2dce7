import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { savedFilterCommands } from '#core/contract/saved-filters'
import type { ServiceDependencies } from './service-dependencies'

/** Views of the library that people gave names. */
export function createSavedFiltersService({ store }: Pick<ServiceDependencies, 'store'>) {
  return {
    'filter.list': () => store.savedFilters.list(),
    'filter.save': async ({ name, filter, sort }) => {
      const kept = name.trim()
      if (kept === '') throw new AppError('bad-input', 'A saved filter needs a name.')
      return store.connection.transactionWhenFree(() => store.savedFilters.save(kept, filter, sort))
    },
    'filter.remove': async ({ filterId }) => {
      await store.connection.transactionWhenFree(() => store.savedFilters.remove(filterId))
      return null
    },
  } satisfies HandlersOf<typeof savedFilterCommands>
}
