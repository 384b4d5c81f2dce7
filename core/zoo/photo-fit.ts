import type { RectPx } from '#core/geometry/rect'
import type { Fit } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'

/** How a picture becomes the input: it is stretched to `scaled`, of which `window` is put at the input's top left. */
export interface FitPlan {
  readonly scaled: SizePx
  readonly window: RectPx
}

type FitRules = {
  readonly [Kind in Fit['kind']]: (fit: Extract<Fit, { kind: Kind }>, picture: SizePx, input: SizePx) => FitPlan
}

const rules: FitRules = {
  stretch: (_fit, _picture, input) => ({ scaled: input, window: { x: 0, y: 0, ...input } }),
  'center-crop': (fit, picture, input) => {
    const scale = fit.shorterSide / Math.min(picture.width, picture.height)
    // The longer side is cut off, not rounded, as in torchvision, whose numbers the weights were made for.
    const scaled = {
      width: Math.max(input.width, Math.trunc(picture.width * scale)),
      height: Math.max(input.height, Math.trunc(picture.height * scale)),
    }
    const x = Math.round((scaled.width - input.width) / 2)
    const y = Math.round((scaled.height - input.height) / 2)
    return { scaled, window: { x, y, ...input } }
  },
  pad: (_fit, picture, input) => {
    const scale = Math.min(input.width / picture.width, input.height / picture.height)
    const scaled = {
      width: Math.max(1, Math.round(picture.width * scale)),
      height: Math.max(1, Math.round(picture.height * scale)),
    }
    return { scaled, window: { x: 0, y: 0, ...scaled } }
  },
}

/** Where a picture of the given size goes in an input of the given size. */
export function planFit(fit: Fit, picture: SizePx, input: SizePx): FitPlan {
  const rule = rules[fit.kind] as (fit: Fit, picture: SizePx, input: SizePx) => FitPlan
  return rule(fit, picture, input)
}

/**
 * Shrinking while decoding averages whole blocks; keeping this much more than the model needs leaves the last,
 * exact step to our own filter: half a level on average between this and the whole photo resized, measured on photos of 12 megapixels.
 */
const decodeMargin = 1.1

/** Smallest size with the photo's proportions that a decoder may deliver without changing what the model sees. */
export function decodeSizeFor(fit: Fit, photo: SizePx, input: SizePx): SizePx {
  const { scaled } = planFit(fit, photo, input)
  const scale = decodeMargin * Math.max(scaled.width / photo.width, scaled.height / photo.height)
  if (scale >= 1) return photo
  return { width: Math.ceil(photo.width * scale), height: Math.ceil(photo.height * scale) }
}
