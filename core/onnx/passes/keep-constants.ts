import type { Attribute } from '../attribute'
import type { Tensor } from '../tensor'
import { float32Tensor, int64Tensor } from '../tensor'
import type { Pass } from './pass'

type Reader = { readonly [Type in Attribute['type']]?: (value: Extract<Attribute, { type: Type }>['value']) => Tensor }

const readers: Reader = {
  tensor: (value) => value,
  int: (value) => int64Tensor([], [value]),
  ints: (value) => int64Tensor([value.length], value),
  float: (value) => float32Tensor([], [value]),
  floats: (value) => float32Tensor([value.length], value),
}

/** Turns Constant nodes into initializers (operator Constant, its attributes value, value_int, value_ints, value_float and value_floats). */
export const keepConstants: Pass = {
  name: 'keep-constants',
  run: (graph) => {
    const initializers = new Map(graph.initializers)
    const nodes = graph.nodes.filter((node) => {
      const [attribute] = node.attributes.values()
      const [output] = node.outputs
      if (node.opType !== 'Constant' || node.domain !== '' || attribute === undefined || output === undefined) return true
      const read = readers[attribute.type] as ((value: Attribute['value']) => Tensor) | undefined
      if (read === undefined) return true
      initializers.set(output, read(attribute.value))
      return false
    })
    return nodes.length === graph.nodes.length ? graph : { ...graph, nodes, initializers }
  },
}
