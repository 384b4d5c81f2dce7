import type { SsdAnchorLayout } from '#core/zoo/ssd-anchors'
import { ssdLite300Layout } from '#core/zoo/ssd-anchors'

/** A further, smaller map of a detector. */
export interface ExtraMap {
  readonly reducedChannels: number
  readonly channels: number
}

/** Channels of the maps behind the backbone at width 1 (TensorFlow object detection, `ssd_mobilenet_v2_feature_extractor`). */
const EXTRA_CHANNELS: readonly number[] = [512, 256, 256, 128]
const LEAST_CHANNELS = 16

/** The block whose expanded map, of output stride 16, is the detector's first (Sandler et al. 2018, section 6.2). */
export const firstMapBlock = 13

/** Input pixels from cell to cell of the first map; each further map doubles it. */
export const firstMapStride = 16

/** The largest map has three shapes of box, the others one per aspect ratio and a larger square (see `ssdAnchors`). */
export function boxesPerCell(layout: SsdAnchorLayout, map: number): number {
  return map === 0 ? 3 : layout.aspectRatios.length + 1
}

/** The maps behind the backbone; the first convolution of each halves the channels of the second. */
export function ssdliteExtraMaps(widthMultiplier: number): ExtraMap[] {
  const scaled = (channels: number): number => Math.max(LEAST_CHANNELS, Math.trunc(channels * widthMultiplier))
  return EXTRA_CHANNELS.map((channels) => ({ reducedChannels: scaled(channels / 2), channels: scaled(channels) }))
}

/** Anchors of SSDLite for a square input: maps from output stride 16, each half of the one before, rounded up. */
export function ssdliteAnchorLayout(inputPx: number): SsdAnchorLayout {
  const halve = (size: number): number => Math.ceil(size / 2)
  const gridSizes = [halve(halve(halve(halve(inputPx))))]
  while (gridSizes.length < ssdLite300Layout.gridSizes.length) gridSizes.push(halve(gridSizes.at(-1) ?? 1))
  return { ...ssdLite300Layout, gridSizes }
}
