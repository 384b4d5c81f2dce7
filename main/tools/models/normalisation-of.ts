import { AppError } from '#core/contract/errors'
import type { PixelScaling } from '#core/formats/models/tfjs/read-pixel-scaling'
import type { Normalisation } from '#core/model/model-card'

/** Decimals that survive the float32 constants of the original graphs. */
const DIGITS = 6

/** `value * scale + shift` on 0..255 as (value / 255 - mean) / std. Throws AppError when the model did not scale pixels. */
export function normalisationOf(scaling: PixelScaling | null): Normalisation {
  if (scaling === null) throw new AppError('unsupported-model', 'The model does not say how it scales pixels.')
  const std = Number((1 / (255 * scaling.scale)).toPrecision(DIGITS))
  const mean = Number((-scaling.shift * std).toPrecision(DIGITS))
  return { mean: [mean, mean, mean], std: [std, std, std] }
}
