import type { Comparison } from './compare-answers'

/** Whether a result should go to a phone, and the reason in one sentence. */
export interface Verdict {
  readonly kind: 'recommended' | 'not-recommended'
  readonly reason: string
}

/** Agreement with the float model below which a result is not recommended. */
export const leastAgreement = 0.9
const mostPointsLost = 2

/** Judges a result by what was measured. */
export function judge({ photos, agreement, floatCorrectness, quantizedCorrectness }: Comparison): Verdict {
  const share = percent(agreement)
  if (photos === 0) return { kind: 'not-recommended', reason: 'There were no photos to compare its answers on.' }
  if (agreement < leastAgreement) {
    return {
      kind: 'not-recommended',
      reason: `It gives the answer of the float model in only ${share} of ${photos} photos; ${percent(leastAgreement)} are wanted.`,
    }
  }
  const lost = floatCorrectness === null || quantizedCorrectness === null ? 0 : 100 * (floatCorrectness - quantizedCorrectness)
  if (lost > mostPointsLost) {
    return { kind: 'not-recommended', reason: `It is right ${lost.toFixed(1)} points less often than the float model on ${photos} photos.` }
  }
  return { kind: 'recommended', reason: `It gives the answer of the float model in ${share} of ${photos} photos.` }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
