import type { PointPx } from '#core/geometry/orientation'
import type { Finding } from './scene'

/**
 * The box under a point of the photo: the smallest of those that contain it, so that boxes within boxes can be reached.
 * `slackPx` widens each box, in photo pixels.
 */
export function boxAt(findings: readonly Finding[], point: PointPx, slackPx: number): Finding | null {
  let best: Finding | null = null
  let bestArea = Infinity
  for (const finding of findings) {
    const { rect } = finding
    if (rect === null) continue
    const inside =
      point.x >= rect.x - slackPx &&
      point.y >= rect.y - slackPx &&
      point.x <= rect.x + rect.width + slackPx &&
      point.y <= rect.y + rect.height + slackPx
    const area = rect.width * rect.height
    if (inside && area < bestArea) {
      best = finding
      bestArea = area
    }
  }
  return best
}
