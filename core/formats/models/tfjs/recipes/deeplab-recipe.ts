import type { SizePx } from '#core/model/photo'
import type { TfTopology } from '../tf-topology'
import { findImage, findImageSize, fixedResize } from './find-image'
import { followBias, lastConvolutions } from './last-convolutions'
import type { TfRecipe } from './recipe'
import { noMatch } from './recipe'

/**
 * DeepLab: one convolution gives class logits per cell, which are enlarged to the input size
 * (Chen et al. 2018, "Encoder-Decoder with Atrous Separable Convolution", section 3).
 */
export const deeplabRecipe: TfRecipe = {
  family: 'deeplabv3-mobilenet-v2',
  find: (topology, inputSize) => {
    const image = findImage(topology)
    if (image === null) return noMatch('the first convolutions do not read one image')
    const [last, ...others] = lastConvolutions(topology)
    if (last === undefined || others.length > 0) return noMatch('it does not end in one convolution')
    const logits = followBias(topology, last)
    const enlarged = enlargedSize(topology, logits.name)
    if (enlarged === null) return noMatch('its last convolution is not enlarged to a fixed size')
    return {
      kind: 'match',
      cut: {
        image,
        imageSize: inputSize ?? findImageSize(topology, image) ?? enlarged,
        outputs: [{ name: 'logits', ref: { node: logits.name, port: 0 }, layout: 'channels-first' }],
      },
      constants: new Map(),
    }
  },
}

/** The largest fixed size the logits are resized to: DeepLab first resizes to the map itself, then to the input. */
function enlargedSize(topology: TfTopology, logits: string): SizePx | null {
  const sizes = [...topology.descendants([logits])].map((name) => fixedResize(topology, name)).filter((size) => size !== null)
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? null
}
