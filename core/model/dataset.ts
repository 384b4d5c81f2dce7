import type { SizePx } from '#core/model/photo'

/** Which raster coordinates refer to: the photo as it stands upright, or as it is stored before EXIF orientation. */
export type PixelFrame = 'upright' | 'raw'

/** x, y are the top left corner; all in pixels of the data set's frame. */
export interface BoxShape {
  readonly kind: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Outer rings and holes, each a flat list x0, y0, x1, y1, … without a closing point. */
export interface PolygonShape {
  readonly kind: 'polygon'
  readonly rings: readonly { readonly points: readonly number[]; readonly hole: boolean }[]
}

/** A binary mask as runs over pixels in row order, starting with a run of zeros; the runs add up to width * height. */
export interface MaskShape {
  readonly kind: 'mask'
  readonly width: number
  readonly height: number
  readonly runs: Uint32Array
}

export interface TagShape {
  readonly kind: 'tag'
}

export type LabelShape = BoxShape | PolygonShape | MaskShape | TagShape

/** One label of one photo, whatever tool it came from. */
export interface DatasetLabel {
  readonly className: string
  readonly shape: LabelShape
  /** Set for predictions and for imported confidences. */
  readonly score?: number
  /** COCO's iscrowd: one shape for many objects. */
  readonly crowd?: boolean
  /** Labels of one object that consists of several shapes share a group. */
  readonly group?: number
  /** Flags of the exchange formats (difficult, truncated, occluded, …), kept for the way back. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

export interface DatasetImage {
  /** Relative path with "/", as written in the file. */
  readonly file: string
  /** null when the format does not say. */
  readonly size: SizePx | null
  readonly labels: readonly DatasetLabel[]
  /** True when somebody looked at it; with no labels that means "reviewed: nothing here". */
  readonly reviewed: boolean
  readonly split?: 'train' | 'val' | 'test'
  /** sha256 of the file's bytes, hex, where known. */
  readonly contentHash?: string
  /** Kinds of shapes among the labels, where they are known without reading the labels. */
  readonly shapeKinds?: ReadonlySet<LabelShape['kind']>
}

export interface DatasetClass {
  readonly name: string
  /** Number of the class in the format it came from. */
  readonly id?: number
  readonly supercategory?: string
  /** #rrggbb */
  readonly color?: string
}

/** Labels on their way in or out: what every exchange format is read into and written from. */
export interface Dataset {
  readonly classes: readonly DatasetClass[]
  readonly images: readonly DatasetImage[]
  readonly frame: PixelFrame
  /** Model predictions rather than human labels: said in the file where the format allows it. */
  readonly predictions: boolean
}

/** A record of a file that could not be taken, or was taken with a change. */
export interface ImportNote {
  readonly level: 'refused' | 'changed'
  readonly file: string
  /** Line number, JSON path or record id. */
  readonly where: string
  readonly reason: string
}
