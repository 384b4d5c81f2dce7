import { convFacts } from './conv-facts'
import { featureOf, hasActivation, layersAfter } from './layer-walk'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

/** The 1 x 1 convolution that alone reads the last block and widens it. */
export const findFeatureHead: PartFinder = ({ index, extents, bottlenecks }) => {
  const last = bottlenecks.at(-1)
  const links = last === undefined ? [] : layersAfter(last.add ?? last.project.node, index)
  const facts = convFacts(links[0]?.node ?? undefined, index)
  if (last === undefined || links.length !== 1 || facts?.kind !== 'pointwise' || facts.outputChannels <= facts.inputChannels) return []
  const after = layersAfter(facts.node, index)
  if (featureOf(facts.node.inputs[0] ?? '', index) !== featureOf(last.output, index)) return []
  const activations = after.filter(hasActivation).flatMap((link) => link.between)
  return [{ kind: 'feature-head', nodes: namesOf([facts.node], activations), output: mapSize(facts.node.outputs[0] ?? '', extents) }]
}
