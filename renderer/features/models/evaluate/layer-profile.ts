import type { LayerCost } from '#core/onnx/analysis/layer-costs'

export interface ProfileStep {
  readonly layer: string
  /** Layers with multiply-adds up to this one, 0..1 of all. */
  readonly way: number
  /** Their multiply-adds, 0..1 of all. */
  readonly share: number
}

/** The sum of multiply-adds along the layers that have some. */
export function layerProfile(layers: readonly LayerCost[]): readonly ProfileStep[] {
  const counted = layers.filter(({ multiplyAdds }) => (multiplyAdds ?? 0) > 0)
  const total = counted.reduce((sum, { multiplyAdds }) => sum + (multiplyAdds ?? 0), 0)
  let done = 0
  return counted.map(({ name, multiplyAdds }, at) => {
    done += multiplyAdds ?? 0
    return { layer: name, way: (at + 1) / counted.length, share: done / total }
  })
}
