import type { catalogueCommands } from '#core/contract/catalogue'
import type { HandlersOf } from '#core/contract/index'
import type { ServiceDependencies } from '../service-dependencies'
import type { CatalogueMeans } from './model-catalogue'
import { ModelCatalogue } from './model-catalogue'

/** Models that can be fetched. */
export function createCatalogueService(dependencies: ServiceDependencies, means: CatalogueMeans) {
  const catalogue = new ModelCatalogue(dependencies, means)
  return {
    'catalogue.list': () => catalogue.list(),
    'catalogue.fetch': async ({ id }) => ({ jobId: await catalogue.fetch(id) }),
  } satisfies HandlersOf<typeof catalogueCommands>
}
