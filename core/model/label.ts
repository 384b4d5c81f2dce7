import type { PhotoId } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'

export type ClassId = number
/** Made by whoever makes the label (a random UUID), so that an edit can be undone and redone under the same name. */
export type LabelId = string

/** A class of the project. Model classes map onto these. */
export interface LabelClass {
  readonly id: ClassId
  readonly name: string
  /** #rrggbb */
  readonly color: string
  /** One digit or letter that assigns the class, null for none; unique. */
  readonly key: string | null
  /** Order in lists, from 0. */
  readonly position: number
  readonly labels: number
  readonly photos: number
}

/** Where a label comes from. An accepted prediction that was changed afterwards is `edited`. */
export type LabelOrigin =
  | { readonly kind: 'person' }
  | { readonly kind: 'model'; readonly modelId: string; readonly sha256: string; readonly score: number; readonly edited: boolean }
  | { readonly kind: 'import'; readonly importId: number; readonly file: string; readonly score?: number }

/** Geometry in upright pixels of the photo. */
export type LabelGeometry =
  | { readonly kind: 'tag' }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | {
      readonly kind: 'polygon'
      /** Flat x0, y0, x1, y1, … without a closing point; a hole cuts out of the rings before it. */
      readonly rings: readonly { readonly points: readonly number[]; readonly hole: boolean }[]
    }
  /** Binary mask of the photo's size: 1 inside. One object (instance) or a whole class, as the person works. */
  | { readonly kind: 'mask'; readonly mask: PackedMask }

export type LabelKind = LabelGeometry['kind']

export interface Label {
  readonly id: LabelId
  readonly photoId: PhotoId
  readonly classId: ClassId
  readonly geometry: LabelGeometry
  readonly origin: LabelOrigin
  readonly locked: boolean
  readonly group: number | null
  /** Flags of exchange formats (difficult, truncated, iscrowd, …). */
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** A label as lists show it: a mask without its pixels. */
export interface LabelSummary extends Omit<Label, 'geometry'> {
  readonly geometry:
    | Exclude<LabelGeometry, { readonly kind: 'mask' }>
    | { readonly kind: 'mask'; readonly mask: Omit<PackedMask, 'bytes'> }
}

export const labelOriginKinds = ['person', 'model', 'import'] as const satisfies readonly LabelOrigin['kind'][]

/** What a person said of one prediction: the item's rank in its model's answer (class index for masks). */
export interface Verdict {
  readonly modelId: string
  readonly rank: number
  readonly verdict: 'accepted' | 'refused'
}
