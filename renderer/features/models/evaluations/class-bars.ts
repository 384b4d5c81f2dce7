import type { EvaluatedRow } from './evaluated-row'

/** How well one model does on one class. */
export interface ClassBar {
  readonly className: string
  readonly photos: number
  readonly labels: number
  readonly model: string
  readonly color: string
  /** 0..1 */
  readonly value: number
}

/** One figure of every class and model, where it can be told. */
export function classBars(rows: readonly EvaluatedRow[], key: string): readonly ClassBar[] {
  return rows.flatMap(({ model, color }) =>
    model.classes.flatMap(({ name, photos, labels, values }): ClassBar[] => {
      const value = values[key] ?? null
      return value === null ? [] : [{ className: name, photos, labels, model: model.name, color, value }]
    }),
  )
}

/** Class names, those first on which models are furthest apart. */
export function classesBySpread(bars: readonly ClassBar[]): readonly string[] {
  const extremes = new Map<string, readonly [number, number]>()
  for (const { className, value } of bars) {
    const [low, high] = extremes.get(className) ?? [value, value]
    extremes.set(className, [Math.min(low, value), Math.max(high, value)])
  }
  return [...extremes].toSorted(([, [low, high]], [, [otherLow, otherHigh]]) => otherHigh - otherLow - (high - low)).map(([name]) => name)
}
