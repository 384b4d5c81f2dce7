/** What something costs and how good it is. */
export interface CostAndQuality {
  /** Less is better. */
  readonly cost: number
  /** More is better. */
  readonly quality: number
}

/** Those that no other beats: nothing is as good for less, or better for as much. Cheapest first. */
export function paretoFront<Point extends CostAndQuality>(points: readonly Point[]): readonly Point[] {
  const front: Point[] = []
  for (const point of points.toSorted((one, other) => one.cost - other.cost || other.quality - one.quality)) {
    const best = front.at(-1)
    if (best === undefined || point.quality > best.quality) front.push(point)
  }
  return front
}
