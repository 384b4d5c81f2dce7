import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import type { ModelFile, PhotoPool } from '../../engine/runtime/photo-pool'
import type { QualityRow } from './quality-row'

/** What one photo of a data set was answered. */
export interface AnsweredFile {
  readonly path: string
  readonly upright: SizePx
  readonly prediction: Prediction
}

/** What a check works with: data, models, and the app's own way from a file to an answer. */
export interface QualityBench {
  /** Folder with the evaluation data sets. */
  readonly dataFolder: string
  /** Folder with reference outputs of other tools. */
  readonly referenceFolder: string
  readonly models: readonly ModelFile[]
  /** Answers of one model to photos, in their order. Throws when a photo is refused. */
  answer(model: ModelFile, paths: readonly string[]): Promise<readonly AnsweredFile[]>
}

/** Measures one thing; the models it is not about are left alone. */
export type QualityCheck = (bench: QualityBench) => Promise<readonly QualityRow[]>

/** Answers photos with the engine's workers. */
export async function answerWithPool(pool: PhotoPool, model: ModelFile, paths: readonly string[]): Promise<readonly AnsweredFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const outcome = await pool.predict({ path, models: [model] })
      if (outcome.kind === 'refused') throw new Error(`${path}: ${outcome.reason}`)
      const result = outcome.answers[0]?.outcome
      if (result?.kind !== 'answer') throw new Error(`${path}: ${result?.reason ?? 'no answer'}`)
      return { path, upright: outcome.upright, prediction: result.prediction }
    }),
  )
}

/** The model with this id. Throws Error when it is not among those built. */
export function modelOf(bench: QualityBench, id: ModelCard['id']): ModelFile {
  const model = bench.models.find((candidate) => candidate.card.id === id)
  if (model === undefined) throw new Error(`there is no model "${id}", only ${bench.models.map(({ card }) => card.id).join(', ')}`)
  return model
}
