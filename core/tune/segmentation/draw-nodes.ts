import { shuffledIndexes } from '../shuffled-indexes'

/** Nodes of one photo that are learnt from. */
export interface NodeTargets {
  readonly nodes: Uint16Array
  /** For each node the value it was drawn for. */
  readonly values: Uint8Array
  /** For each node its weight; their sum is 1. */
  readonly weights: Float32Array
}

/**
 * Draws nodes of every value but `unused`, equally many of each as far as there are, `most` altogether. A value that has more nodes than
 * were drawn counts for more, by the root of how many each stands for: halfway between every class and every pixel counting the same.
 */
export function drawNodes(values: Uint8Array, unused: number, most: number, random: () => number): NodeTargets {
  const places = new Map<number, number[]>()
  for (const [node, value] of values.entries()) {
    if (value === unused) continue
    const list = places.get(value)
    if (list === undefined) places.set(value, [node])
    else list.push(node)
  }
  const each = Math.floor(most / Math.max(1, places.size))
  const drawn = [...places.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([value, nodes]) => {
      const count = Math.min(each, nodes.length)
      const weight = Math.sqrt(nodes.length / count)
      return shuffledIndexes(nodes.length, random).slice(0, count).map((at) => ({ node: nodes[at]!, value, weight }))
    })
  const sum = drawn.reduce((total, { weight }) => total + weight, 0)
  return {
    nodes: Uint16Array.from(drawn, ({ node }) => node),
    values: Uint8Array.from(drawn, ({ value }) => value),
    weights: Float32Array.from(drawn, ({ weight }) => weight / sum),
  }
}
