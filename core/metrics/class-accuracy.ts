/** Right answers among photos with a known class. */
export interface ClassAccuracy {
  readonly photos: number
  /** Share of photos whose class is the best answer, 0..1. */
  readonly top1: number
  /** Share of photos whose class is among the five best answers, 0..1. */
  readonly top5: number
}

/** One photo: its class, and the answered classes, best first. */
export interface AnsweredPhoto {
  readonly truth: number
  readonly ranked: readonly number[]
}

/** Share of photos whose class is among the `count` best answers; null without photos. */
export function topAccuracy(photos: readonly AnsweredPhoto[], count: number): number | null {
  if (photos.length === 0) return null
  return photos.filter((photo) => photo.ranked.slice(0, count).includes(photo.truth)).length / photos.length
}

/** Top-1 and top-5 accuracy; null without photos. */
export function classAccuracy(photos: readonly AnsweredPhoto[]): ClassAccuracy | null {
  const top1 = topAccuracy(photos, 1)
  const top5 = topAccuracy(photos, 5)
  return top1 === null || top5 === null ? null : { photos: photos.length, top1, top5 }
}
