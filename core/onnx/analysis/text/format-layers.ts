import type { LayerCost } from '../layer-costs'
import { formatBytes } from './format-count'
import { formatTable } from './format-table'

const dims = (extents: readonly number[] | null): string => (extents === null ? '?' : extents.join('x'))

/** One line per node, exact counts. */
export function formatLayers(layers: readonly LayerCost[]): string {
  const rows = layers.map((layer) => [
    layer.name,
    layer.opType,
    dims(layer.inputDims),
    dims(layer.outputDims),
    String(layer.parameters),
    layer.multiplyAdds === null ? '?' : String(layer.multiplyAdds),
    layer.outputBytes === null ? '?' : formatBytes(layer.outputBytes),
  ])
  return formatTable(['layer', 'operator', 'input', 'output', 'parameters', 'MAdds', 'activation'], rows, ['parameters', 'MAdds', 'activation'])
}
