import type { TfNode } from '../tf-graph'
import type { TfTopology } from '../tf-topology'

/** Convolutions that no other convolution depends on. */
export function lastConvolutions(topology: TfTopology): TfNode[] {
  return topology.convolutions().filter((convolution) => {
    const after = topology.descendants(topology.consumers(convolution.name).map((node) => node.name))
    return ![...after].some((name) => topology.isConvolution(name))
  })
}

const BIAS: ReadonlySet<string> = new Set(['BiasAdd', 'Add', 'AddV2'])

/** The node after which a layer's constant bias is included. */
export function followBias(topology: TfTopology, layer: TfNode): TfNode {
  const [next, ...others] = topology.consumers(layer.name)
  const biased = next !== undefined && others.length === 0 && BIAS.has(next.op) && next.inputs.some((ref) => topology.graph.constants.has(ref.node))
  return biased ? followBias(topology, next) : layer
}
