import type { LayerCost } from '#core/onnx/analysis/layer-costs'
import type { TableColumn } from '../../../ui/data-table/table-column'
import { formatCount } from '../../../ui/format'
import { amountText, dimsText } from './analysis-text'

export interface NumberedLayer extends LayerCost {
  /** Place in the graph, from 1. */
  readonly number: number
}

/** Layers with their place in the graph; names need not be given or differ. */
export function numberedLayers(layers: readonly LayerCost[]): readonly NumberedLayer[] {
  return layers.map((layer, at) => ({ ...layer, number: at + 1 }))
}

export const layerColumns: readonly TableColumn<NumberedLayer>[] = [
  { id: 'number', title: '#', leastPx: 52, value: ({ number }) => number },
  { id: 'name', title: 'Layer', leastPx: 220, grow: 2, value: ({ name, opType }) => (name === '' ? opType : name) },
  { id: 'type', title: 'Type', leastPx: 90, grow: 1, value: ({ opType }) => opType },
  { id: 'activation', title: 'Activation', leastPx: 96, value: ({ activation }) => activation },
  { id: 'output', title: 'Output', leastPx: 140, value: ({ outputDims }) => dimsText(outputDims) },
  { id: 'parameters', title: 'Parameters', leastPx: 104, value: ({ parameters }) => parameters, text: ({ parameters }) => formatCount(parameters) },
  { id: 'multiply-adds', title: 'MAdds', leastPx: 92, value: ({ multiplyAdds }) => multiplyAdds, text: ({ multiplyAdds }) => (multiplyAdds === null ? '–' : amountText(multiplyAdds)) },
  { id: 'weights', title: 'Weights', unit: 'bytes', leastPx: 124, value: ({ weightBytes }) => weightBytes, text: ({ weightBytes }) => formatCount(weightBytes) },
  { id: 'outputs', title: 'Output', unit: 'bytes', leastPx: 124, value: ({ outputBytes }) => outputBytes, text: ({ outputBytes }) => (outputBytes === null ? '–' : formatCount(outputBytes)) },
]
