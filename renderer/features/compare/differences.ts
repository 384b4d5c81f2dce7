import { rectIou, type RectPx } from '#core/geometry/rect'
import { classNameKey } from '#core/review/class-name'

/** One thing that a side says of the photo. */
export interface ComparedObject {
  readonly key: string
  readonly kind: 'tag' | 'box' | 'area'
  readonly name: string
  /** Score of a prediction, share of the photo of an area; null for what a person said. */
  readonly score: number | null
  readonly rect: RectPx | null
}

/** same: both say it; class: one object with two names; size: one class with two areas. */
export interface Difference {
  readonly kind: 'same' | 'class' | 'size' | 'only-left' | 'only-right'
  readonly left: ComparedObject | null
  readonly right: ComparedObject | null
}

/** Boxes that share this much are the same object; intersection over union. */
const sameObjectIou = 0.5
/** Areas of a class that differ by less of the photo are the same. */
const sameShare = 0.02

const kindOrder: Readonly<Record<Difference['kind'], number>> = { class: 0, 'only-left': 1, 'only-right': 1, size: 2, same: 3 }

/** What two sides say differently of one photo, the same things last. Names are compared without case, hyphens and spaces. */
export function differences(left: readonly ComparedObject[], right: readonly ComparedObject[]): readonly Difference[] {
  const ofKind = (objects: readonly ComparedObject[], kind: ComparedObject['kind']) => objects.filter((object) => object.kind === kind)
  const found = [
    ...byName(ofKind(left, 'tag'), ofKind(right, 'tag'), () => true),
    ...boxDifferences(ofKind(left, 'box'), ofKind(right, 'box')),
    ...byName(ofKind(left, 'area'), ofKind(right, 'area'), (a, b) => Math.abs((a.score ?? 0) - (b.score ?? 0)) < sameShare),
  ]
  return found.sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind])
}

function isSameName(a: ComparedObject, b: ComparedObject): boolean {
  return classNameKey(a.name) === classNameKey(b.name)
}

function leftOver(left: Iterable<ComparedObject>, right: Iterable<ComparedObject>): readonly Difference[] {
  return [
    ...Array.from(left, (object): Difference => ({ kind: 'only-left', left: object, right: null })),
    ...Array.from(right, (object): Difference => ({ kind: 'only-right', left: null, right: object })),
  ]
}

function byName(left: readonly ComparedObject[], right: readonly ComparedObject[], isSameSize: (a: ComparedObject, b: ComparedObject) => boolean): readonly Difference[] {
  const free = new Set(right)
  const alone: ComparedObject[] = []
  const found: Difference[] = []
  for (const object of left) {
    const partner = [...free].find((other) => isSameName(object, other))
    if (partner === undefined) {
      alone.push(object)
      continue
    }
    free.delete(partner)
    found.push({ kind: isSameSize(object, partner) ? 'same' : 'size', left: object, right: partner })
  }
  return [...found, ...leftOver(alone, free)]
}

/** Pairs boxes by overlap, the closest first; those with one name before those with two. */
function boxDifferences(left: readonly ComparedObject[], right: readonly ComparedObject[]): readonly Difference[] {
  const pairs = left
    .flatMap((a) => right.map((b) => ({ a, b, isSame: isSameName(a, b), iou: a.rect === null || b.rect === null ? 0 : rectIou(a.rect, b.rect) })))
    .filter(({ iou }) => iou >= sameObjectIou)
    .sort((first, second) => Number(second.isSame) - Number(first.isSame) || second.iou - first.iou)
  const freeLeft = new Set(left)
  const freeRight = new Set(right)
  const found: Difference[] = []
  for (const { a, b, isSame } of pairs) {
    if (!freeLeft.has(a) || !freeRight.has(b)) continue
    freeLeft.delete(a)
    freeRight.delete(b)
    found.push({ kind: isSame ? 'same' : 'class', left: a, right: b })
  }
  return [...found, ...leftOver(freeLeft, freeRight)]
}
