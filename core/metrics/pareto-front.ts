/** What one thing is worth and what it costs, each in a unit of its own. */
export interface ParetoPoint {
  /** More is better. */
  readonly worth: number
  /** Less is better. */
  readonly cost: number
}

/**
 * Positions of the points that no other point beats, by rising cost: another point beats one when it is at least as good in both
 * and better in one (V. Pareto's efficiency). Points equal in both stand together. Those with a value that is not finite are left out.
 */
export function paretoFront(points: readonly ParetoPoint[]): readonly number[] {
  const candidates = points
    .map(({ worth, cost }, position) => ({ worth, cost, position }))
    .filter(({ worth, cost }) => Number.isFinite(worth) && Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost || b.worth - a.worth || a.position - b.position)
  const front: number[] = []
  let best: ParetoPoint | null = null
  for (const candidate of candidates) {
    const equal = best !== null && candidate.worth === best.worth && candidate.cost === best.cost
    if (best !== null && candidate.worth <= best.worth && !equal) continue
    front.push(candidate.position)
    best = candidate
  }
  return front
}
