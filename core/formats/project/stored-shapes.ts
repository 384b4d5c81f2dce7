import type { DatasetLabel, LabelShape } from '#core/model/dataset'
import type { Label, LabelGeometry } from '#core/model/label'
import { maskShapeOf, packedMaskOf } from './mask-runs'

/** Attribute under which the project keeps COCO's crowd mark. */
const crowdAttribute = 'iscrowd'

/** A label's geometry as exchange formats are written from it. Throws RangeError for a damaged mask. */
export function shapeOfGeometry(geometry: LabelGeometry): LabelShape {
  return geometry.kind === 'mask' ? maskShapeOf(geometry.mask) : geometry
}

/** A shape in upright pixels of its photo as the project keeps it. Throws RangeError for a mask whose runs do not fill it. */
export function geometryOfShape(shape: LabelShape): LabelGeometry {
  return shape.kind === 'mask' ? { kind: 'mask', mask: packedMaskOf(shape) } : shape
}

/**
 * A label of the project on its way out. The score of an accepted prediction stays behind: the label is a person's word
 * by now; a score that came in with an import goes out again.
 */
export function datasetLabelOf(label: Label, className: string): DatasetLabel {
  const { [crowdAttribute]: crowd, ...attributes } = label.attributes
  const { origin } = label
  return {
    className,
    shape: shapeOfGeometry(label.geometry),
    ...(origin.kind === 'import' && origin.score !== undefined ? { score: origin.score } : {}),
    ...(crowd === true ? { crowd: true } : {}),
    ...(label.group === null ? {} : { group: label.group }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}

/** What a label carries besides class and shape, as the project keeps it. */
export function storedFields({ crowd, group, attributes }: DatasetLabel): Pick<Label, 'group' | 'attributes'> {
  return { group: group ?? null, attributes: { ...attributes, ...(crowd === true ? { [crowdAttribute]: true } : {}) } }
}
