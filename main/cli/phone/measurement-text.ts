import type { PhoneMeasurement } from '#core/model/phone-measurement'

/** What was measured on a phone, as lines for a terminal. */
export function measurementText(each: PhoneMeasurement): string {
  const threads = each.threads === 1 ? '1 thread' : `${each.threads} threads`
  const lines = [
    `${each.modelId} (${each.format}) on ${each.phone}: p50 ${each.p50Ms.toFixed(1)} ms, p90 ${each.p90Ms.toFixed(1)} ms, load ${each.loadMs.toFixed(0)} ms, ${threads}, ${each.provider}`,
    ...each.parity.map(({ photo, sentence }) => `  ${photo}: ${sentence}`),
    ...each.doubts.map((doubt) => `  ${doubt}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
