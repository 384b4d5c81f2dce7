import type { RectPx } from '#core/geometry/rect'

const centerScale = 10
const sizeScale = 5

/**
 * The encoding (y, x, height, width) that makes `decodeSsdBoxes` give a box from an anchor (centre y, centre x, height, width); both
 * in 0..1. Liu et al. 2016, arXiv:1512.02325, equation 2, times the scales the model was trained with.
 */
export function encodeSsdBox(box: RectPx, [centerY, centerX, height, width]: readonly [number, number, number, number]): readonly [number, number, number, number] {
  return [
    (centerScale * (box.y + box.height / 2 - centerY)) / height,
    (centerScale * (box.x + box.width / 2 - centerX)) / width,
    sizeScale * Math.log(box.height / height),
    sizeScale * Math.log(box.width / width),
  ]
}
