import type { SizePx } from '#core/model/photo'
import { int } from '#core/onnx/attribute'
import { float32Tensor, int64Tensor } from '#core/onnx/tensor'
import type { GraphDraft } from './graph-draft'

export type BoxUnit = 'shares' | 'pixels'

/** How four numbers of a box are written: where the first and second corner's y, x stand. */
export type BoxCorners = 'top-left-bottom-right' | 'left-top-right-bottom'

const orders: Readonly<Record<BoxCorners, readonly number[] | null>> = {
  'top-left-bottom-right': null,
  'left-top-right-bottom': [1, 0, 3, 2],
}

const perAxis = (unit: BoxUnit, { height, width }: SizePx): readonly [number, number] => (unit === 'pixels' ? [1 / height, 1 / width] : [1, 1])

function columns(draft: GraphDraft, boxes: string, order: readonly number[]): string {
  return draft.after('import/corners', 'Gather', [boxes, draft.constant('import/order', int64Tensor([order.length], order))], { axis: int(2) })
}

function scaled(draft: GraphDraft, boxes: string, factors: readonly number[]): string {
  if (factors.every((factor) => factor === 1)) return boxes
  return draft.after('import/edges', 'Mul', [boxes, draft.constant('import/factors', float32Tensor([4], factors))])
}

/** Corners [1, N, 4] as top, left, bottom, right in shares of the input. */
export function edgesOfCorners(draft: GraphDraft, boxes: string, corners: BoxCorners, unit: BoxUnit, input: SizePx): string {
  const [y, x] = perAxis(unit, input)
  const order = orders[corners]
  return scaled(draft, order === null ? boxes : columns(draft, boxes, order), [y, x, y, x])
}

/** Centre x, centre y, width, height [1, N, 4] as top, left, bottom, right in shares of the input. */
export function edgesOfCentres(draft: GraphDraft, boxes: string, unit: BoxUnit, input: SizePx): string {
  const [y, x] = perAxis(unit, input)
  const centres = scaled(draft, columns(draft, boxes, [1, 0, 1, 0]), [y, x, y, x])
  const halves = scaled(draft, columns(draft, boxes, [3, 2, 3, 2]), [-y / 2, -x / 2, y / 2, x / 2])
  return draft.after('import/edges', 'Add', [centres, halves])
}
