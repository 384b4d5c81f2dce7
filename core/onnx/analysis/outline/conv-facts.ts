import { intAttribute, intsAttribute } from '../../attribute'
import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import { constantBehind } from '../constant-of'

/** What the outline needs to know of a convolution over rows and columns. */
export interface ConvFacts {
  readonly node: Node
  /** `depthwise`: one filter per channel; `pointwise`: 1 x 1 over all channels at stride 1; `full`: anything else. */
  readonly kind: 'depthwise' | 'pointwise' | 'full'
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly inputChannels: number
  readonly outputChannels: number
}

const WEIGHT_POSITIONS: ReadonlyMap<string, number> = new Map([
  ['Conv', 1],
  ['ConvInteger', 1],
  ['QLinearConv', 3],
])

/** Facts of a two-dimensional convolution with constant weights, or null for any other node. */
export function convFacts(node: Node | undefined, index: GraphIndex): ConvFacts | null {
  const position = node && WEIGHT_POSITIONS.get(node.opType)
  if (node === undefined || position === undefined) return null
  const [filters, groupChannels, rows, columns] = constantBehind(node.inputs[position], index)?.tensor.dims ?? []
  if (filters === undefined || groupChannels === undefined || rows === undefined || columns === undefined) return null
  const group = intAttribute(node.attributes, 'group', 1)
  const [stride = 1] = intsAttribute(node.attributes, 'strides', [])
  const [dilation = 1] = intsAttribute(node.attributes, 'dilations', [])
  const depthwise = group > 1 && group === filters && groupChannels === 1
  const pointwise = rows === 1 && columns === 1 && group === 1 && stride === 1
  return {
    node,
    kind: depthwise ? 'depthwise' : pointwise ? 'pointwise' : 'full',
    kernel: Math.max(rows, columns),
    stride,
    dilation,
    inputChannels: groupChannels * group,
    outputChannels: filters,
  }
}
