import type { Estimate } from '#core/contract/evaluation'

/** "71.8 %"; "-" for null. */
export function percentText(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`
}

/** "71.8 % (70.1 to 73.4)". */
export function estimateText({ value, interval: [low, high] }: Estimate): string {
  return `${percentText(value)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`
}

/** "+1.2 points (-0.3 to 2.9)"; a share of 0.01 is a point. */
export function differenceText(difference: Estimate | null): string {
  if (difference === null) return '-'
  const points = (share: number): string => (100 * share).toFixed(1)
  const [low, high] = difference.interval
  return `${difference.value > 0 ? '+' : ''}${points(difference.value)} points (${points(low)} to ${points(high)})`
}

/** "300.8 M"; "-" for null. */
export function millionsText(count: number | null): string {
  return count === null ? '-' : `${(count / 1e6).toFixed(count < 1e6 ? 3 : 1)} M`
}

/** "12.4 ms"; "-" for null. */
export function millisecondsText(ms: number | null): string {
  return ms === null ? '-' : `${ms.toFixed(ms < 10 ? 2 : 1)} ms`
}

/** "3.51 MB", of a million bytes; "-" for null. */
export function megabytesText(bytes: number | null): string {
  return bytes === null ? '-' : `${(bytes / 1e6).toFixed(2)} MB`
}
