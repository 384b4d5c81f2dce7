import { ints } from '../attribute'
import type { Graph, Node } from '../graph'
import { GraphIndex } from '../graph-index'
import { removeDeadCode } from '../passes/remove-dead-code'
import { inferShapes } from '../shapes/infer-shapes'
import { freeReshape } from './free-reshape'
import { paddingConvention, samePadsOf, windowNode } from './padding-convention'
import { pictureInput } from './picture-input'
import type { RebuildContext } from './rebuild-graph'
import { rebuildGraph } from './rebuild-graph'
import type { Variant } from './variant'
import { derived, notDerivable } from './variant'

/** Rows and columns of a picture, in pixels. */
export interface PictureSize {
  readonly height: number
  readonly width: number
}

/**
 * The same weights for pictures of another size: SAME pads are computed for the new maps (symmetric pads stay), reshapes
 * follow the number of cells. Constants that depend on the size, such as anchors, are left to the caller.
 */
export function resizeInput(graph: Graph, size: PictureSize): Variant {
  const picture = pictureInput(graph)
  if (picture === undefined) return notDerivable('it has not exactly one input of rows and columns')
  const before = inferShapes(graph)
  const index = new GraphIndex(graph)
  const follow = followers[paddingConvention(graph, before)]
  const inputs = graph.inputs.map((input) =>
    input === picture ? { ...input, dims: [...(input.dims ?? []).slice(0, 2), size.height, size.width] } : input,
  )
  try {
    const resized = rebuildGraph(graph, inputs, (node, context) => {
      const windowed = follow(node, context)
      return windowed === node ? freeReshape(index, node, before) : { node: windowed }
    })
    return derived(removeDeadCode.run(resized))
  } catch (error) {
    return notDerivable(error instanceof Error ? error.message : String(error))
  }
}

type FollowSize = (node: Node, context: RebuildContext) => Node

const followers: Readonly<Record<'same' | 'fixed', FollowSize>> = {
  fixed: (node) => node,
  same: withSamePads,
}

/** The node with the SAME pads of the map it reads now; itself when it slides no window or the pads stay. */
export function withSamePads(node: Node, { infos }: Pick<RebuildContext, 'infos'>): Node {
  const window = windowNode(node, infos)
  const [, , rows, columns] = infos.get(node.inputs[0] ?? '')?.dims ?? []
  if (window === null || typeof rows !== 'number' || typeof columns !== 'number') return node
  const pads = samePadsOf(window, rows, columns)
  if (pads.every((pad, side) => pad === window.pads[side])) return node
  return { ...node, attributes: new Map(node.attributes).set('pads', ints(...pads)) }
}
