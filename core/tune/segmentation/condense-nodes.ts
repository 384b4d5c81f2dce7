import type { Sample } from '../trainable-head'
import type { NodeTargets } from './draw-nodes'

/** Features [channels, cells] cut down to the drawn nodes, [channels, nodes]; the loss is the same. */
export function condenseNodes({ features, target, weight }: Sample<NodeTargets>, channels: number): Sample<NodeTargets> {
  const { nodes } = target
  const condensed = features.map((values) => {
    const cells = values.length / channels
    const drawn = new Float32Array(channels * nodes.length)
    for (let channel = 0; channel < channels; channel++) {
      for (const [at, node] of nodes.entries()) drawn[channel * nodes.length + at] = values[channel * cells + node]!
    }
    return drawn
  })
  return { features: condensed, target: { ...target, nodes: Uint16Array.from(nodes.keys()) }, weight }
}
