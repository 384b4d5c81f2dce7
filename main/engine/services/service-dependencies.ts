import type { Emit } from '../emitter'
import type { EngineOptions } from '../engine-options'
import type { Jobs } from '../jobs'
import type { PhotoPool } from '../runtime/photo-pool'
import type { Store } from '../store/store'
import type { ModelRegistry } from './model-registry'

/** What every service is given: nothing else reaches it. */
export interface ServiceDependencies {
  readonly store: Store
  readonly jobs: Jobs
  readonly pool: PhotoPool
  readonly registry: ModelRegistry
  readonly emit: Emit
  readonly options: EngineOptions
}
