import type { Anchor } from '#core/zoo/ssd-anchors'
import { ssdAnchors } from '#core/zoo/ssd-anchors'
import { boxesPerCell, firstMapStride, ssdliteAnchorLayout } from './ssdlite-layout'

/**
 * Anchors for a detector trained on squares of `trainedPx` that now sees squares of `newPx` with aligned pads. What its filters learnt is
 * in pixels: so each anchor keeps its size in pixels, and the cells of a map stand one stride apart, placed as the middle cell
 * was in training (there the cells divide the picture evenly, which is slightly closer). In 0..1 of the new picture.
 */
export function carriedAnchors(trainedPx: number, newPx: number): Anchor[] {
  const trained = ssdliteAnchorLayout(trainedPx)
  const layout = ssdliteAnchorLayout(newPx)
  const shrink = trainedPx / newPx
  const maps = layout.gridSizes.map((cells, map) => {
    const middle = ((trained.gridSizes[map] ?? 1) - 1) / 2
    const stride = firstMapStride * 2 ** map
    return Array.from({ length: cells }, (_, cell) => (trainedPx / 2 + (cell - middle) * stride) / newPx)
  })
  const centers = layout.gridSizes.flatMap((cells, map) => {
    const along = maps[map] ?? []
    return Array.from({ length: cells * cells }, (_, cell) => ({
      centerY: along[Math.floor(cell / cells)] ?? 0,
      centerX: along[cell % cells] ?? 0,
      map,
    }))
  })
  const shapes = layout.gridSizes.map((_, map) => shapesOf(trainedPx, map))
  return centers.flatMap(({ centerY, centerX, map }) =>
    (shapes[map] ?? []).map(({ height, width }) => ({ centerY, centerX, height: height * shrink, width: width * shrink })),
  )
}

/** The anchors of the first cell of one map, as trained. */
function shapesOf(trainedPx: number, map: number): Anchor[] {
  const layout = ssdliteAnchorLayout(trainedPx)
  const anchors = ssdAnchors(layout)
  const countTo = (end: number): number => layout.gridSizes.slice(0, end).reduce((sum, cells, position) => sum + cells * cells * boxesPerCell(layout, position), 0)
  const first = countTo(map)
  return anchors.slice(first, first + boxesPerCell(layout, map))
}
