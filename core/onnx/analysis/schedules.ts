import type { Graph } from '../graph'
import type { Bottleneck } from './outline/find-bottlenecks'
import type { Operation } from './peak-memory'
import type { Storage } from './storages'

/** Into how many groups the channels of an expansion are split: a number, or every channel by itself. */
export type ExpansionParts = number | 'every-channel'

/** Every node by itself, in graph order. */
export function plainSchedule(graph: Graph): Operation[] {
  return graph.nodes.map((node) => ({ nodes: [node], innerBytes: 0 }))
}

/**
 * Each bottleneck as one operation whose expanded channels are worked off in `parts` groups, one after the other, their
 * results summed into the output; inside lies one group of the expanded and one of the filtered map (Sandler et al. 2018, section 5.1).
 * Blocks whose inner maps are also read from outside stay as they are.
 */
export function fusedSchedule(
  graph: Graph,
  bottlenecks: readonly Bottleneck[],
  storages: ReadonlyMap<string, Storage>,
  parts: ExpansionParts,
): Operation[] {
  const outputs = new Set(graph.outputs.map((output) => output.name))
  const blockOf = new Map(
    bottlenecks
      .filter((block) => isClosed(graph, block, outputs))
      .flatMap((block) => block.nodes.map((node) => [node, block] as const)),
  )
  return graph.nodes.flatMap((node): Operation[] => {
    const block = blockOf.get(node)
    if (block === undefined) return [{ nodes: [node], innerBytes: 0 }]
    return node === block.nodes.at(-1) ? [{ nodes: block.nodes, innerBytes: innerBytes(block, storages, parts) }] : []
  })
}

/** No value but the output is seen from outside. */
function isClosed(graph: Graph, block: Bottleneck, outputs: ReadonlySet<string>): boolean {
  const inside = new Set(block.nodes)
  const inner = new Set(block.nodes.flatMap((node) => node.outputs).filter((value) => value !== block.output))
  const leaks = graph.nodes.some((node) => !inside.has(node) && node.inputs.some((input) => inner.has(input)))
  return !leaks && ![...inner].some((value) => outputs.has(value))
}

function innerBytes({ expand, depthwise }: Bottleneck, storages: ReadonlyMap<string, Storage>, parts: ExpansionParts): number {
  const channels = depthwise.inputChannels
  const groupChannels = Math.ceil(channels / (parts === 'every-channel' ? channels : parts))
  const bytesOf = (value: string | undefined): number => storages.get(value ?? '')?.bytes ?? 0
  const maps = (expand === null ? 0 : bytesOf(expand.node.outputs[0])) + bytesOf(depthwise.node.outputs[0])
  return (maps / channels) * groupChannels
}
