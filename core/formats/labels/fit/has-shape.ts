import type { DatasetImage, LabelShape } from '#core/model/dataset'

/** Whether any label of the image has this kind of shape; its labels are read only where that is not known already. */
export function hasShape(image: DatasetImage, kind: LabelShape['kind']): boolean {
  const { shapeKinds } = image
  return shapeKinds === undefined ? image.labels.some(({ shape }) => shape.kind === kind) : shapeKinds.has(kind)
}
