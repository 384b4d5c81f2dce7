import { convFacts } from './conv-facts'
import { hasActivation, layerBehind, layersAfter } from './layer-walk'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

/** Maps behind the backbone of SSDLite: 1 x 1 reduction, depthwise with stride 2, 1 x 1 with activation. */
export const findExtraLayers: PartFinder = ({ index, extents, taken }) =>
  index.graph.nodes.flatMap((node) => {
    const depthwise = convFacts(node, index)
    const before = layerBehind(node.inputs[0], index)
    const reduce = convFacts(before.node ?? undefined, index)
    const [link, ...others] = layersAfter(node, index)
    const widen = convFacts(link?.node ?? undefined, index)
    if (taken.has(node.name) || depthwise?.kind !== 'depthwise' || depthwise.stride < 2 || link === undefined || others.length > 0) return []
    if (reduce?.kind !== 'pointwise' || reduce.outputChannels >= reduce.inputChannels || widen?.kind !== 'pointwise') return []
    const activations = layersAfter(widen.node, index).filter(hasActivation).flatMap((after) => after.between)
    return [
      {
        kind: 'extra-layer',
        reducedChannels: reduce.outputChannels,
        stride: depthwise.stride,
        nodes: namesOf([reduce.node], before.between, [node], link.between, [widen.node], activations),
        output: mapSize(widen.node.outputs[0] ?? '', extents),
      },
    ]
  })
