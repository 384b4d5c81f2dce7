import type { Graph, Node } from '../graph'
import { GraphIndex } from '../graph-index'
import type { ValueExtent } from './value-extents'

/** Memory that one or several values of a graph share one after the other. */
export interface Storage {
  /** The value that fills it first. */
  readonly name: string
  readonly members: readonly string[]
  /** Null when the size of no member is known. */
  readonly bytes: number | null
}

/** Same elements, other extents or another number format read on the fly: never copied by a runtime. */
const VIEWS: ReadonlySet<string> = new Set(['Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Identity', 'Dropout', 'DequantizeLinear'])

/** Written over their input when nobody else reads it, as runtimes do that merge them into the layer before. */
const IN_PLACE: ReadonlySet<string> = new Set(
  ['Relu', 'Clip', 'LeakyRelu', 'Elu', 'HardSigmoid', 'HardSwish', 'Sigmoid', 'Tanh', 'PRelu'].concat(['BatchNormalization', 'QuantizeLinear']),
)

/**
 * The memory each value needs: views and activations share that of their input; a value that is only read quantized needs
 * its quantized size. Constants and what is computed from constants alone need none here (they are weights).
 */
export function storagesOf(graph: Graph, extents: ReadonlyMap<string, ValueExtent>): ReadonlyMap<string, Storage> {
  const index = new GraphIndex(graph)
  const constant = new Set(graph.initializers.keys())
  const members = new Map<string, string[]>()
  const firstOf = new Map<string, string>()
  const place = (value: string, first: string): void => {
    firstOf.set(value, first)
    const list = members.get(first)
    if (list) list.push(value)
    else members.set(first, [value])
  }
  for (const input of graph.inputs) place(input.name, input.name)
  for (const node of graph.nodes) {
    if (node.inputs.length > 0 && node.inputs.every((input) => input === '' || constant.has(input))) {
      for (const output of node.outputs) constant.add(output)
      continue
    }
    for (const output of node.outputs.filter((name) => name !== '')) {
      place(output, (sharesInput(node, index) ? firstOf.get(node.inputs[0] ?? '') : undefined) ?? output)
    }
  }
  const storages = new Map<string, Storage>()
  for (const [name, values] of members) {
    const sizes = values.flatMap((value) => extents.get(value)?.bytes ?? [])
    const storage = { name, members: values, bytes: sizes.length === 0 ? null : Math.min(...sizes) }
    for (const value of values) storages.set(value, storage)
  }
  return storages
}

function sharesInput(node: Node, index: GraphIndex): boolean {
  if (VIEWS.has(node.opType)) return true
  return IN_PLACE.has(node.opType) && index.soleConsumerOf(node.inputs[0] ?? '') === node
}
