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
  { id: 'number', title: '#', width: '52px', value: ({ number }) => number },
  { id: 'name', title: 'Layer', width: 'minmax(220px, 2fr)', value: ({ name, opType }) => (name === '' ? opType : name) },
  { id: 'type', title: 'Type', width: 'minmax(90px, 1fr)', value: ({ opType }) => opType },
  { id: 'activation', title: 'Activation', width: '96px', value: ({ activation }) => activation },
  { id: 'output', title: 'Output', width: '140px', value: ({ outputDims }) => dimsText(outputDims) },
  { id: 'parameters', title: 'Parameters', width: '104px', value: ({ parameters }) => parameters, text: ({ parameters }) => formatCount(parameters) },
  { id: 'multiply-adds', title: 'MAdds', width: '92px', value: ({ multiplyAdds }) => multiplyAdds, text: ({ multiplyAdds }) => (multiplyAdds === null ? '–' : amountText(multiplyAdds)) },
  { id: 'weights', title: 'Weights', unit: 'bytes', width: '124px', value: ({ weightBytes }) => weightBytes, text: ({ weightBytes }) => formatCount(weightBytes) },
  { id: 'outputs', title: 'Output', unit: 'bytes', width: '124px', value: ({ outputBytes }) => outputBytes, text: ({ outputBytes }) => (outputBytes === null ? '–' : formatCount(outputBytes)) },
]
