import type { Estimate } from '#core/contract/evaluation'
import { formatPercent } from '../../../ui/format'

/** 0.012 as "+1.2", in points of percent; what rounds to nothing has no sign. */
function pointsText(share: number): string {
  const text = Math.abs(100 * share).toFixed(1)
  if (text === '0.0') return text
  return `${share > 0 ? '+' : '−'}${text}`
}

/** The 95 % interval of a share: "65.1 – 78.4". */
export function intervalText({ interval: [low, high] }: Estimate): string {
  return `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)}`
}

/** "72.0 % (65.1 – 78.4)". */
export function estimateText(estimate: Estimate): string {
  return `${formatPercent(estimate.value)} (${intervalText(estimate)})`
}

/** "−1.2 points (−3.0 to +0.6), no sure difference": an interval with zero in it is said in words. */
export function differenceText({ value, interval: [low, high] }: Estimate): string {
  if (value === 0 && low === 0 && high === 0) return 'no difference'
  const text = `${pointsText(value)} points (${pointsText(low)} to ${pointsText(high)})`
  return low <= 0 && high >= 0 ? `${text}, no sure difference` : text
}
