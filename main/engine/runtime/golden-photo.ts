import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import { families } from '#core/zoo/families'
import type { FloatTensor } from '#core/zoo/family'
import type { ModelSession } from './model-session'
import { prepareFile } from './prepare-file'

/** One photo all the way through a model, with everything that another machine needs to repeat it. */
export interface GoldenRun {
  readonly upright: SizePx
  readonly input: FloatTensor
  readonly outputs: Readonly<Record<string, FloatTensor>>
  readonly prediction: Prediction
}

/** Throws AppError naming what is wrong with the photo or the model. */
export async function runGoldenPhoto(path: string, card: ModelCard, session: ModelSession): Promise<GoldenRun> {
  const { data, dims, upright } = await prepareFile(path, card)
  const input = { dims, data }
  const outputs = await session.run(input)
  return { upright, input, outputs, prediction: families[card.family].answer(card, outputs, { photo: upright }) }
}
