import type { ChannelTable } from '#core/geometry/resampler'
import { Resampler } from '#core/geometry/resampler'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { ModelCard, Normalisation } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import { planFit } from '#core/zoo/photo-fit'
import type { ModelInput, PrepareMeans } from '#core/zoo/family'

/** Weight tables and working memory of the thread; results do not depend on it. */
const plainResampler = new Resampler()
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
 * is 0, the mean colour.
 */
export function preparePhoto(card: ModelCard, image: RgbImage, { into, resampler = plainResampler }: PrepareMeans = {}): ModelInput {
  const { width, height } = card.inputSize
  const length = 3 * width * height
  const data = into?.length === length ? into : new Float32Array(length)
  const { scaled, window } = planFit(card.fit, image, card.inputSize)
  clearAround(data, card.inputSize, window)
  const box = { x: 0, y: 0, width: image.width, height: image.height }
  resampler.toTensor(image, { box, output: scaled, window }, normalisationTable(card.normalisation), { data, width, height })
  return { tensor: { dims: [1, 3, height, width], data } }
}

/** Sets what lies right of and below the window to 0 in all three planes. */
function clearAround(data: Float32Array, { width, height }: SizePx, window: SizePx): void {
  for (let plane = 0; plane < 3; plane++) {
    const start = plane * width * height
    if (window.width < width) for (let y = 0; y < window.height; y++) data.fill(0, start + y * width + window.width, start + (y + 1) * width)
    data.fill(0, start + window.height * width, start + width * height)
  }
}
