import { string } from '../attribute'
import type { Graph, Node } from '../graph'
import { GraphIndex } from '../graph-index'
import { removeDeadCode } from '../passes/remove-dead-code'
import { inferShapes } from '../shapes/infer-shapes'
import { freeReshape } from './free-reshape'
import { paddingConvention, windowNode } from './padding-convention'
import { pictureInput } from './picture-input'
import { rebuildGraph } from './rebuild-graph'
import type { Variant } from './variant'
import { derived, notDerivable } from './variant'

/**
 * The same weights for pictures of any size, told at run time: SAME pads with a stride are left to the runtime (`auto_pad`), reshapes
 * follow the number of cells. Not for graphs that hand out a constant, such as anchors: it would fit one size only.
 */
export function freeInput(graph: Graph): Variant {
  const picture = pictureInput(graph)
  if (picture === undefined) return notDerivable('it has not exactly one input of rows and columns')
  const fixed = graph.outputs.find((output) => graph.initializers.has(output.name))
  if (fixed !== undefined) return notDerivable(`its output "${fixed.name}" is stored for one size`)
  const before = inferShapes(graph)
  const index = new GraphIndex(graph)
  const release = releases[paddingConvention(graph, before)]
  const inputs = graph.inputs.map((input) =>
    input === picture ? { ...input, dims: [...(input.dims ?? []).slice(0, 2), 'height', 'width'] } : input,
  )
  try {
    const free = rebuildGraph(graph, inputs, (node, { infos }) => {
      const window = windowNode(node, infos)
      // Without stride SAME pads are the same at every size.
      if (window !== null && window.strides.some((stride) => stride > 1)) return { node: release(node) }
      return freeReshape(index, node, before)
    })
    return derived(removeDeadCode.run(free))
  } catch (error) {
    return notDerivable(error instanceof Error ? error.message : String(error))
  }
}

const releases: Readonly<Record<'same' | 'fixed', (node: Node) => Node>> = {
  fixed: (node) => node,
  same: (node) => {
    const attributes = new Map(node.attributes).set('auto_pad', string('SAME_UPPER'))
    attributes.delete('pads')
    return { ...node, attributes }
  },
}
