import type { LabelShape } from '#core/model/dataset'

/** What becomes of a kind of shape: kept, turned into another kind, or left out. */
export type ShapeHandling = 'exact' | 'box' | 'polygon' | 'mask' | 'none'

/** What a format can hold; what it cannot is said to the person before an export. */
export interface FormatCapabilities {
  readonly shapes: Readonly<Record<LabelShape['kind'], ShapeHandling>>
  /** Polygons of several outlines: kept, one label per outline in a group, or tied together by bridges. */
  readonly parts: 'exact' | 'split' | 'joined'
  /** Polygons with holes: kept, as mask pixels, or tied to their outline by bridges. */
  readonly holes: 'exact' | 'mask' | 'joined'
  /** Masks: each its own, cut by those drawn later, or one per class and image. */
  readonly masks: 'layered' | 'disjoint' | 'per-class'
  /** 'of-predictions': a score in a file of human labels would be misread by other tools. */
  readonly scores: 'kept' | 'of-predictions' | 'none'
  readonly crowds: 'kept' | 'none'
  readonly groups: 'kept' | 'none'
  /** Names of the attributes that are kept, or all or none of them. */
  readonly attributes: 'any' | 'none' | readonly string[]
  /** How many tags a photo may have. */
  readonly tags: 'many' | 'one' | 'none'
  /** Shapes are written in pixels of a photo whose size must be known. */
  readonly sizes: 'needed' | 'optional'
  /** Largest number of classes, where there is one. */
  readonly mostClasses: number | null
}
