import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import type { PyramidBranch } from './architecture-outline'
import type { ConvFacts } from './conv-facts'
import { convFacts } from './conv-facts'
import { featureOf, layerBehind } from './layer-walk'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

const POOLS: ReadonlySet<string> = new Set(['GlobalAveragePool', 'ReduceMean', 'AveragePool'])

/** Everything behind the last block, when it answers with a map of classes. */
export const findSegmentationHead: PartFinder = ({ index, extents, bottlenecks, taken }) => {
  const last = bottlenecks.at(-1)
  if (last === undefined) return []
  const nodes = reachableFrom(last.add ?? last.project.node, index).filter((node) => !taken.has(node.name))
  const answer = nodes.flatMap((node) => convFacts(node, index) ?? []).at(-1)
  const output = nodes.findLast((node) => index.isOutput(node.outputs[0] ?? ''))
  const map = extents.get(output?.outputs[0] ?? '')?.dims
  if (answer === undefined || (map?.length !== 4 && map?.length !== 3) || (map.at(-1) ?? 1) === 1) return []
  const branches = nodes.flatMap((node) => branchOf(node, last.output, answer, index) ?? [])
  if (branches.length === 0) return []
  return [
    {
      kind: 'segmentation-head',
      branches,
      projectedChannels: answer.inputChannels,
      classes: answer.outputChannels,
      nodes: namesOf(nodes),
      output: mapSize(answer.node.outputs[0] ?? '', extents),
    },
  ]
}

function branchOf(node: Node, feature: string, answer: ConvFacts, index: GraphIndex): PyramidBranch | null {
  const facts = convFacts(node, index)
  if (facts === null || facts === answer) return null
  const behind = layerBehind(node.inputs[0], index).node
  const pooled = behind !== null && POOLS.has(behind.opType)
  const entry = pooled ? (behind.inputs[0] ?? '') : (node.inputs[0] ?? '')
  if (featureOf(entry, index) !== featureOf(feature, index)) return null
  if (pooled) return { kind: 'image-pooling', rate: 1, channels: facts.outputChannels }
  return { kind: facts.kernel > 1 ? 'atrous' : 'pointwise', rate: facts.dilation, channels: facts.outputChannels }
}

function reachableFrom(start: Node, index: GraphIndex): Node[] {
  const values = new Set(start.outputs)
  const reached: Node[] = []
  for (const node of index.graph.nodes) {
    if (!node.inputs.some((input) => values.has(input))) continue
    reached.push(node)
    for (const output of node.outputs) values.add(output)
  }
  return reached
}
