/** A reference box in units of the input: centre and size, 0..1. */
export interface Anchor {
  readonly centerY: number
  readonly centerX: number
  readonly height: number
  readonly width: number
}

export interface SsdAnchorLayout {
  /** Rows and columns of each feature map, largest map first. */
  readonly gridSizes: readonly number[]
  readonly smallestScale: number
  readonly largestScale: number
  readonly aspectRatios: readonly number[]
  /** Scale of the square box that the largest map has instead of the full set. */
  readonly lowestLayerScale: number
}

/** The layout of SSDLite with MobileNetV2 at 300 x 300: 1917 anchors. The narrowest shape was trained as 0.3333, not a third. */
export const ssdLite300Layout: SsdAnchorLayout = {
  gridSizes: [19, 10, 5, 3, 2, 1],
  smallestScale: 0.2,
  largestScale: 0.95,
  aspectRatios: [1, 2, 0.5, 3, 0.3333],
  lowestLayerScale: 0.1,
}

interface Shape {
  readonly scale: number
  readonly aspectRatio: number
}

/**
 * Anchors in the order of the model's outputs: map by map, row by row, column by column, shape by shape. Scales grow
 * evenly from map to map (Liu et al. 2016, arXiv:1512.02325, section 2.2); each map but the first also has a square
 * between its scale and the next; the first has only three shapes.
 */
export function ssdAnchors(layout: SsdAnchorLayout): Anchor[] {
  const steps = layout.gridSizes.length - 1
  const scaleOf = (map: number): number =>
    map > steps ? 1 : layout.smallestScale + ((layout.largestScale - layout.smallestScale) * map) / steps
  const shapesOf = (map: number): Shape[] => {
    const scale = scaleOf(map)
    if (map === 0) {
      return [
        { scale: layout.lowestLayerScale, aspectRatio: 1 },
        { scale, aspectRatio: 2 },
        { scale, aspectRatio: 1 / 2 },
      ]
    }
    const shapes = layout.aspectRatios.map((aspectRatio) => ({ scale, aspectRatio }))
    return [...shapes, { scale: Math.sqrt(scale * scaleOf(map + 1)), aspectRatio: 1 }]
  }
  return layout.gridSizes.flatMap((size, map) => {
    const shapes = shapesOf(map)
    return Array.from({ length: size * size }, (_, cell) =>
      shapes.map(({ scale, aspectRatio }) => ({
        centerY: (Math.floor(cell / size) + 0.5) / size,
        centerX: ((cell % size) + 0.5) / size,
        height: scale / Math.sqrt(aspectRatio),
        width: scale * Math.sqrt(aspectRatio),
      })),
    ).flat()
  })
}
