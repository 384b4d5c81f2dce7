import type { Graph } from '#core/onnx/graph'
import { elementCount, float32Tensor } from '#core/onnx/tensor'
import type { NamedTensors } from '../backprop/fed-graph-runner'

interface Place {
  readonly name: string
  readonly dims: readonly number[]
  readonly from: number
  readonly to: number
}

/** Named weights of a graph, one behind the other in one array. */
export class FlatWeights {
  readonly places: readonly Place[]
  readonly count: number
  /** As the graph has them. */
  readonly start: Float32Array

  constructor(graph: Graph, names: readonly string[]) {
    let next = 0
    this.places = names.map((name) => {
      const dims = graph.initializers.get(name)?.dims ?? []
      const from = next
      next += elementCount(dims)
      return { name, dims, from, to: next }
    })
    this.count = next
    this.start = new Float32Array(next)
    for (const { name, from } of this.places) {
      const tensor = graph.initializers.get(name)
      if (tensor?.dataType === 'float32') this.start.set(tensor.data, from)
    }
  }

  /** Views of the array, to be fed to a graph. */
  tensors(values: Float32Array): NamedTensors {
    return Object.fromEntries(this.places.map(({ name, dims, from, to }) => [name, float32Tensor(dims, values.subarray(from, to))]))
  }

  /** The graph with these values as its weights, as far as it has weights of these names. */
  into(graph: Graph, values: Float32Array): Graph {
    const initializers = new Map(graph.initializers)
    for (const { name, dims, from, to } of this.places) if (initializers.has(name)) initializers.set(name, float32Tensor(dims, values.slice(from, to)))
    return { ...graph, initializers }
  }
}
