import type { ModelCard } from '#core/model/model-card'
import type { Graph } from '#core/onnx/graph'

/** A model as built, with everything its card says except what follows from the file itself. */
export interface BuiltModel {
  readonly graph: Graph
  readonly facts: Omit<ModelCard, 'file' | 'sha256' | 'bytes' | 'parameters' | 'outputs' | 'dynamicBatch'>
}

/** Where a recipe finds its inputs. */
export interface BuildPlaces {
  /** Downloaded package archives. */
  readonly cacheFolder: string
  /** `resources` of the repository: labels and own weights. */
  readonly resourcesFolder: string
}

export type BuildModel = (places: BuildPlaces) => Promise<BuiltModel>
