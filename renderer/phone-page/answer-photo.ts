import type { Prediction } from '#core/model/prediction'
import { families } from '#core/zoo/families'
import type { LoadedModel } from './loaded-model'
import { photoPixels, type ShownPhoto } from './read-photo'

export interface PhotoAnswer {
  readonly prediction: Prediction
  /** Of the run alone. */
  readonly runMs: number
}

/** Prepares, runs and reads the answer with the same code as the desktop. */
export async function answerPhoto(loaded: LoadedModel, photo: ShownPhoto): Promise<PhotoAnswer> {
  const { card } = loaded.model
  const family = families[card.family]
  const { tensor } = family.prepare(card, photoPixels(photo, card))
  const startedMs = performance.now()
  const outputs = await loaded.run(tensor)
  const runMs = performance.now() - startedMs
  return { prediction: family.answer(card, outputs, { photo: photo.size }), runMs }
}
