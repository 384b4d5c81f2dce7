import type { GraphAnalysis } from '../analyze-graph'
import type { LayerCost } from '../layer-costs'
import type { BlockOutline, OutlinePart } from '../outline/architecture-outline'
import { describePart, sizeText } from '../outline/describe-part'
import { formatCount } from './format-count'
import { formatTable } from './format-table'

/** The graph's picture as text: one line per part, one per block inside, with sizes and costs. */
export function formatOutline(analysis: GraphAnalysis): string {
  const costs = new Map(analysis.layers.map((layer) => [layer.name, layer]))
  const rows = analysis.outline.parts.flatMap((part) => [
    [describePart(part), sizeText(part.output), ...sums(part.nodes, costs)],
    ...blocksOf(part).map((block) => [`  ${describeBlock(block)}`, sizeText(block.output), ...sums(block.nodes, costs)]),
  ])
  return formatTable(['part', 'output', 'parameters', 'MAdds'], rows, ['parameters', 'MAdds'])
}

function blocksOf(part: OutlinePart): readonly BlockOutline[] {
  return part.kind === 'bottlenecks' ? part.blocks : []
}

function describeBlock(block: BlockOutline): string {
  const steps = [
    ...(block.expands ? [`expand ${block.inputChannels} -> ${block.expandedChannels}`] : []),
    `depthwise ${block.kernel}x${block.kernel} s${block.stride}${block.dilation > 1 ? ` d${block.dilation}` : ''}`,
    `project ${block.expandedChannels} -> ${block.outputChannels}`,
    ...(block.hasShortcut ? ['+ input'] : []),
    ...(block.isTapped ? ['(expansion read outside)'] : []),
  ]
  return steps.join(', ')
}

function sums(names: readonly string[], costs: ReadonlyMap<string, LayerCost>): string[] {
  const layers = names.flatMap((name) => costs.get(name) ?? [])
  return [
    formatCount(layers.reduce((sum, layer) => sum + layer.parameters, 0)),
    formatCount(layers.reduce((sum, layer) => sum + (layer.multiplyAdds ?? 0), 0)),
  ]
}
