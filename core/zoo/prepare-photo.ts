import type { ChannelTable } from '#core/geometry/resampler'
import { Resampler } from '#core/geometry/resampler'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { ModelCard, Normalisation } from '#core/model/model-card'
import { planFit } from '#core/zoo/photo-fit'
import type { ModelInput } from '#core/zoo/family'

/** Weight tables and working memory of the thread; results do not depend on it. */
const resampler = new Resampler()
const tables = new WeakMap<Normalisation, ChannelTable>()

/** (value / 255 - mean) / std for every value of every channel. */
export function normalisationTable(normalisation: Normalisation): ChannelTable {
  const known = tables.get(normalisation)
  if (known !== undefined) return known
  const table = new Float32Array(768)
  for (const [channel, mean] of normalisation.mean.entries()) {
    const std = normalisation.std[channel] ?? 1
    for (let value = 0; value < 256; value++) table[channel * 256 + value] = (value / 255 - mean) / std
  }
  tables.set(normalisation, table)
  return table
}

/**
 * The photo as input tensor [1, 3, height, width], fitted and normalised as the card says. What the photo does not cover
 * is 0, the mean colour. `into` is used when its length is right.
 */
export function preparePhoto(card: ModelCard, image: RgbImage, into?: Float32Array): ModelInput {
  const { width, height } = card.inputSize
  const length = 3 * width * height
  const data = into?.length === length ? into : new Float32Array(length)
  const { scaled, window } = planFit(card.fit, image, card.inputSize)
  if (window.width < width || window.height < height) data.fill(0)
  const box = { x: 0, y: 0, width: image.width, height: image.height }
  resampler.toTensor(image, { box, output: scaled, window }, normalisationTable(card.normalisation), { data, width, height })
  return { tensor: { dims: [1, 3, height, width], data } }
}
