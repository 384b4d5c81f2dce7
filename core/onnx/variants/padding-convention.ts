import { intsAttribute, stringAttribute } from '../attribute'
import type { Graph, Node, ValueInfo } from '../graph'
import { samePads } from '../same-pads'

/** Operators that slide a window over rows and columns. */
const WINDOWS: ReadonlySet<string> = new Set(['Conv', 'MaxPool', 'AveragePool'])

/** A node that slides a window, and the extents that count for its padding. */
export interface WindowNode {
  readonly node: Node
  readonly kernel: readonly [rows: number, columns: number]
  readonly strides: readonly [rows: number, columns: number]
  readonly dilations: readonly [rows: number, columns: number]
  /** top, left, bottom, right */
  readonly pads: readonly [number, number, number, number]
}

/** The window of a two-dimensional convolution or pooling with pads of its own; null for every other node. */
export function windowNode(node: Node, infos: ReadonlyMap<string, ValueInfo>): WindowNode | null {
  const { attributes } = node
  if (!WINDOWS.has(node.opType) || stringAttribute(attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') return null
  const weightDims = infos.get(node.inputs[1] ?? '')?.dims ?? []
  const filters = weightDims.slice(2).filter((dim) => typeof dim === 'number')
  const kernel = intsAttribute(attributes, 'kernel_shape', filters)
  const [rows, columns] = kernel
  if (kernel.length !== 2 || rows === undefined || columns === undefined) return null
  const [top = 0, left = 0, bottom = 0, right = 0] = intsAttribute(attributes, 'pads', [])
  return {
    node,
    kernel: [rows, columns],
    strides: pair(intsAttribute(attributes, 'strides', [])),
    dilations: pair(intsAttribute(attributes, 'dilations', [])),
    pads: [top, left, bottom, right],
  }
}

function pair([rows = 1, columns = 1]: readonly number[]): readonly [number, number] {
  return [rows, columns]
}

/** The SAME pads of a window over a map of this size: top, left, bottom, right. */
export function samePadsOf(window: WindowNode, rows: number, columns: number): [number, number, number, number] {
  const [top, bottom] = samePads(rows, window.kernel[0], window.strides[0], window.dilations[0])
  const [left, right] = samePads(columns, window.kernel[1], window.strides[1], window.dilations[1])
  return [top, left, bottom, right]
}

/**
 * How a graph pads: `same` when every window has exactly the pads of the SAME rule for its map, so that they must follow
 * the size; `fixed` when one has others (the symmetric pads of PyTorch), which then belong to the layer at any size.
 */
export function paddingConvention(graph: Graph, infos: ReadonlyMap<string, ValueInfo>): 'same' | 'fixed' {
  const fits = graph.nodes.every((node) => {
    const window = windowNode(node, infos)
    const [, , rows, columns] = infos.get(node.inputs[0] ?? '')?.dims ?? []
    if (window === null || typeof rows !== 'number' || typeof columns !== 'number') return true
    return samePadsOf(window, rows, columns).every((pad, side) => pad === window.pads[side])
  })
  return fits ? 'same' : 'fixed'
}
