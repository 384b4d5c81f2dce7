import type { GraphIndex } from '../../graph-index'
import type { BlockOutline, BottleneckGroup } from './architecture-outline'
import type { Bottleneck } from './find-bottlenecks'
import { layersAfter } from './layer-walk'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

/** Blocks in a row with the same expansion and channels become one row of table 2; a stride starts a new one. */
export const groupBottlenecks: PartFinder = ({ index, extents, bottlenecks }) => {
  const groups: BlockOutline[][] = []
  for (const block of bottlenecks) {
    const outline: BlockOutline = { ...blockOutline(block, index), output: mapSize(block.output, extents) }
    const group = groups.at(-1)
    const previous = group?.at(-1)
    if (group !== undefined && previous !== undefined && continues(previous, outline)) group.push(outline)
    else groups.push([outline])
  }
  return groups.flatMap((blocks) => groupOf(blocks) ?? [])
}

function blockOutline({ expand, depthwise, project, add, nodes }: Bottleneck, index: GraphIndex): Omit<BlockOutline, 'output'> {
  return {
    inputChannels: expand?.inputChannels ?? depthwise.inputChannels,
    expandedChannels: depthwise.inputChannels,
    outputChannels: project.outputChannels,
    kernel: depthwise.kernel,
    stride: depthwise.stride,
    dilation: depthwise.dilation,
    expands: expand !== null,
    hasShortcut: add !== null,
    isTapped: expand !== null && layersAfter(expand.node, index).length > 1,
    expand: expand?.node.name ?? null,
    depthwise: depthwise.node.name,
    project: project.node.name,
    nodes: namesOf(nodes),
  }
}

function expansionOf(block: BlockOutline): number {
  return Math.round((block.expandedChannels / block.inputChannels) * 100) / 100
}

function continues(previous: BlockOutline, block: BlockOutline): boolean {
  return block.stride === 1 && expansionOf(block) === expansionOf(previous) && block.outputChannels === previous.outputChannels
}

function groupOf(blocks: readonly BlockOutline[]): BottleneckGroup | null {
  const first = blocks[0]
  if (first === undefined) return null
  return {
    kind: 'bottlenecks',
    expansion: expansionOf(first),
    channels: first.outputChannels,
    repeats: blocks.length,
    stride: first.stride,
    dilation: Math.max(...blocks.map((block) => block.dilation)),
    blocks,
    nodes: blocks.flatMap((block) => block.nodes),
    output: blocks.at(-1)?.output ?? null,
  }
}
