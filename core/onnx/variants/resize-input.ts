import { ints } from '../attribute'
import type { Graph, Node } from '../graph'
import { GraphIndex } from '../graph-index'
import { removeDeadCode } from '../passes/remove-dead-code'
import { inferShapes } from '../shapes/infer-shapes'
import { freeReshape } from './free-reshape'
import type { WindowNode } from './padding-convention'
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
 * What becomes of SAME pads. `recomputed`: the rule applied to the new maps, as the authors' code would at this size; an even map then begins
 * one pixel later than an odd one. `aligned`: each map begins at the pixel it was trained to begin at, the end is padded as far as needed.
 */
export type SamePadding = 'recomputed' | 'aligned'

/**
 * The same weights for pictures of another size: SAME pads follow the new maps (symmetric pads stay), reshapes
 * follow the number of cells. Constants that depend on the size, such as anchors, are left to the caller.
 */
export function resizeInput(graph: Graph, size: PictureSize, padding: SamePadding = 'recomputed'): Variant {
  const picture = pictureInput(graph)
  if (picture === undefined) return notDerivable('it has not exactly one input of rows and columns')
  const before = inferShapes(graph)
  const index = new GraphIndex(graph)
  const follow = paddingConvention(graph, before) === 'same' ? followers[padding] : unchanged
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

const unchanged: FollowSize = (node) => node

const followers: Readonly<Record<SamePadding, FollowSize>> = {
  recomputed: withSamePads,
  aligned: (node, context) =>
    withPads(node, context, (window, rows, columns) => {
      const [top, left] = window.pads
      const [newTop, newLeft, newBottom, newRight] = samePadsOf(window, rows, columns)
      return [top, left, Math.max(0, newTop + newBottom - top), Math.max(0, newLeft + newRight - left)]
    }),
}

/** The node with the SAME pads of the map it reads now; itself when it slides no window or the pads stay. */
export function withSamePads(node: Node, context: Pick<RebuildContext, 'infos'>): Node {
  return withPads(node, context, samePadsOf)
}

type PadsFor = (window: WindowNode, rows: number, columns: number) => readonly [number, number, number, number]

function withPads(node: Node, { infos }: Pick<RebuildContext, 'infos'>, padsFor: PadsFor): Node {
  const window = windowNode(node, infos)
  const [, , rows, columns] = infos.get(node.inputs[0] ?? '')?.dims ?? []
  if (window === null || typeof rows !== 'number' || typeof columns !== 'number') return node
  const pads = padsFor(window, rows, columns)
  if (pads.every((pad, side) => pad === window.pads[side])) return node
  return { ...node, attributes: new Map(node.attributes).set('pads', ints(...pads)) }
}
