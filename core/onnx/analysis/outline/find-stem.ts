import { convFacts } from './conv-facts'
import { layerBehind, layersAfter } from './layer-walk'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

/** The full convolution that reads the picture. */
export const findStem: PartFinder = ({ index, extents }) => {
  for (const node of index.graph.nodes) {
    const facts = convFacts(node, index)
    const before = layerBehind(node.inputs[0], index)
    if (facts?.kind !== 'full' || before.node !== null) continue
    const between = layersAfter(node, index)[0]?.between ?? []
    return [
      {
        kind: 'stem',
        kernel: facts.kernel,
        stride: facts.stride,
        nodes: namesOf(before.between, [node], between),
        output: mapSize(node.outputs[0] ?? '', extents),
      },
    ]
  }
  return []
}
