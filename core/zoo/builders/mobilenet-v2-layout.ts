/** One inverted residual block of MobileNetV2 (Sandler et al. 2018, table 2 and figure 4). */
export interface InvertedResidual {
  readonly inputChannels: number
  readonly expandedChannels: number
  readonly outputChannels: number
  readonly stride: number
}

export interface MobilenetV2Layout {
  readonly stemChannels: number
  readonly blocks: readonly InvertedResidual[]
  readonly lastChannels: number
}

/** Expansion t, channels c, repeats n, first stride s: the rows of table 2. */
const ROWS: readonly (readonly [expansion: number, channels: number, repeats: number, stride: number])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
]

/** Channel counts and strides for a width multiplier; the last layer never gets narrower than 1280 (section 4). */
export function mobilenetV2Layout(widthMultiplier: number): MobilenetV2Layout {
  const stemChannels = multipleOfEight(32 * widthMultiplier)
  const blocks: InvertedResidual[] = []
  let inputChannels = stemChannels
  for (const [expansion, channels, repeats, firstStride] of ROWS) {
    const outputChannels = multipleOfEight(channels * widthMultiplier)
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const stride = repeat === 0 ? firstStride : 1
      blocks.push({ inputChannels, expandedChannels: inputChannels * expansion, outputChannels, stride })
      inputChannels = outputChannels
    }
  }
  return { stemChannels, blocks, lastChannels: multipleOfEight(1280 * Math.max(1, widthMultiplier)) }
}

/** The nearest multiple of 8 that is at least 8 and not more than 10 % below `channels`, as the authors' code rounds. */
function multipleOfEight(channels: number): number {
  const rounded = Math.max(8, Math.floor((channels + 4) / 8) * 8)
  return rounded < 0.9 * channels ? rounded + 8 : rounded
}
