export const tasks = ['classification', 'detection', 'segmentation'] as const
export type Task = (typeof tasks)[number]

/** A class of the whole photo with its softmax score. */
export interface Tag {
  readonly index: number
  readonly score: number
}

/** A detected object; x, y, width and height in upright pixels of the photo, inside it. */
export interface Box {
  /** Position in the label list of the model. */
  readonly index: number
  readonly score: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Class index of every pixel of the upright photo, losslessly packed (see core/geometry/mask-codec). */
export interface PackedMask {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** Share of the photo's pixels that carry a class, 0..1. */
export interface Area {
  readonly index: number
  readonly fraction: number
}

export interface Classification {
  readonly task: 'classification'
  /** Best first; at least the ten best. */
  readonly tags: readonly Tag[]
  /** Entropy of the full softmax in nats. */
  readonly entropy: number
}

export interface Detection {
  readonly task: 'detection'
  /** Best first; everything above the family's score floor after NMS. */
  readonly boxes: readonly Box[]
}

export interface Segmentation {
  readonly task: 'segmentation'
  readonly mask: PackedMask
  /** Every class that occurs, largest first. */
  readonly areas: readonly Area[]
  /** Mean entropy of the pixels' class distributions over ln(classes), 0..1; missing when the model tells classes alone. */
  readonly meanEntropy?: number
}

export type Prediction = Classification | Detection | Segmentation
