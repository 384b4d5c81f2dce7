import type { LayerCost } from '#core/onnx/analysis/layer-costs'

export interface PartCosts {
  readonly parameters: number
  readonly multiplyAdds: number
}

/** What the named nodes cost together. */
export function costsOf(layers: ReadonlyMap<string, LayerCost>, nodes: readonly string[]): PartCosts {
  let parameters = 0
  let multiplyAdds = 0
  for (const name of nodes) {
    const layer = layers.get(name)
    parameters += layer?.parameters ?? 0
    multiplyAdds += layer?.multiplyAdds ?? 0
  }
  return { parameters, multiplyAdds }
}
