import type { LayerReport } from '#core/quantize/report/layer-report'

export interface FloatReason {
  readonly reason: string
  readonly names: readonly string[]
}

/** Nodes that stayed in float by their reason, the most frequent first. */
export function floatReasons(layers: readonly LayerReport[]): readonly FloatReason[] {
  const names = new Map<string, string[]>()
  for (const { runs, reason, name, opType } of layers) {
    if (runs !== 'float') continue
    const key = reason ?? 'No reason was kept.'
    names.set(key, [...(names.get(key) ?? []), name === '' ? opType : name])
  }
  return [...names].map(([reason, found]) => ({ reason, names: found })).toSorted((one, other) => other.names.length - one.names.length)
}
