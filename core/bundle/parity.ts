import { agreement, type AgreementRule } from '#core/metrics/model-agreement'
import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import { families } from '#core/zoo/families'
import type { FloatTensor } from '#core/zoo/family'

export type NamedTensors = Readonly<Record<string, FloatTensor>>

/** How near two runs of one model on one input are. */
export interface Parity {
  readonly isSame: boolean
  /** Largest difference of any number of any output; Infinity when a shape differs or a number is not finite. */
  readonly maxDifference: number
  /** Of the answers, 0..1: best tag, boxes with a partner, equal pixels. */
  readonly agreement: number
  /** "same" or "differs by …", for people. */
  readonly sentence: string
}

/** Boxes must lie almost exactly on each other to be the same. */
const strictBoxes: AgreementRule = { minimumScore: 0.3, minimumIou: 0.9 }
/** Share of boxes or pixels: one pixel on an edge may go either way. */
const leastAgreement = 0.995

/**
 * Compares outputs of the same model for the same input on two machines. "Same" is about the answer a person sees: the
 * best tag, the boxes from 0.3 up, 99.5 % of the pixels; the largest difference of the raw numbers is told besides.
 */
export function compareOutputs(card: ModelCard, photo: SizePx, desktop: NamedTensors, other: NamedTensors): Parity {
  const missing = card.outputs.find((name) => other[name] === undefined)
  if (missing !== undefined) return different(`the output "${missing}" is missing`)
  const maxDifference = Math.max(...card.outputs.map((name) => largestDifference(desktop[name], other[name])))
  if (!Number.isFinite(maxDifference)) return different('outputs of another shape, or numbers that are not finite')
  const family = families[card.family]
  const ours = family.answer(card, desktop, { photo })
  const theirs = family.answer(card, other, { photo })
  const agreed = agreement(ours, theirs, strictBoxes)
  const isSame = agreed >= leastAgreement
  return { isSame, maxDifference, agreement: agreed, sentence: isSame ? sameSentence(maxDifference) : differenceSentence(card, ours, theirs, agreed) }
}

function different(why: string): Parity {
  return { isSame: false, maxDifference: Number.POSITIVE_INFINITY, agreement: 0, sentence: `differs: ${why}` }
}

function largestDifference(a: FloatTensor | undefined, b: FloatTensor | undefined): number {
  if (a === undefined || b === undefined || a.data.length !== b.data.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let at = 0; at < a.data.length; at++) {
    const difference = Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0))
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
  }
  return largest
}

function sameSentence(maxDifference: number): string {
  return maxDifference === 0 ? 'same, bit for bit' : `same (raw numbers differ by ${maxDifference.toPrecision(2)} at most)`
}

function differenceSentence(card: ModelCard, ours: Prediction, theirs: Prediction, agreed: number): string {
  if (ours.task === 'classification' && theirs.task === 'classification') {
    return `differs: "${bestLabel(card, theirs.tags[0]?.index)}" instead of "${bestLabel(card, ours.tags[0]?.index)}"`
  }
  const percent = ((1 - agreed) * 100).toFixed(1)
  return ours.task === 'detection' ? `differs by ${percent} % of the boxes` : `differs by ${percent} % of the pixels`
}

function bestLabel(card: ModelCard, index: number | undefined): string {
  return index === undefined ? 'nothing' : (card.labels[index]?.name ?? `class ${index}`)
}
