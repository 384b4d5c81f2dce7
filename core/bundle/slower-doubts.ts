/** From here on the trend of repeated runs is no chance. */
const slowerTrend = 1.15

/** Why figures should not be trusted when runs became slower; `trend` as of `summariseTimes`. */
export function slowerDoubts(trend: number): string[] {
  return trend > slowerTrend ? [`It became ${Math.round((trend - 1) * 100)} % slower while it was measured: the phone gets warm, or does something else.`] : []
}
