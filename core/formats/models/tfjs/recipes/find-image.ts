import type { SizePx } from '#core/model/photo'
import { tensorNumbers } from '#core/onnx/tensor'
import type { TfRef } from '../tf-graph'
import { tfRefKey } from '../tf-graph'
import type { TfTopology } from '../tf-topology'

/** The value that the first convolutions read, or null when they read several. Everything before it is preprocessing. */
export function findImage(topology: TfTopology): TfRef | null {
  const first = topology.convolutions().filter((convolution) => {
    const before = topology.ancestors(convolution.inputs.map((ref) => ref.node))
    return ![...before].some((name) => topology.isConvolution(name))
  })
  const sources = new Map(first.flatMap((convolution) => convolution.inputs.slice(0, 1)).map((ref) => [tfRefKey(ref), ref]))
  const [only] = sources.values()
  if (sources.size !== 1 || only === undefined) return null
  return skipPadding(topology, only)
}

/** Padding right before the first convolution belongs to the convolution. */
function skipPadding(topology: TfTopology, ref: TfRef): TfRef {
  const node = topology.node(ref.node)
  const [source, amounts] = node?.inputs ?? []
  const fixed = amounts !== undefined && topology.graph.constants.has(amounts.node)
  return node?.op === 'Pad' && source !== undefined && fixed ? source : ref
}

/** Height and width the model works at: fixed by its placeholder or by a resize to a fixed size before the first convolution. */
export function findImageSize(topology: TfTopology, image: TfRef): SizePx | null {
  for (const name of topology.ancestors([image.node])) {
    const node = topology.node(name)
    if (node?.op === 'Placeholder') {
      const [, height = -1, width = -1] = node.attributes.get('shape')?.shape ?? []
      if (height > 0 && width > 0) return { width, height }
    }
    const size = fixedResize(topology, name)
    if (size) return size
  }
  return null
}

/** Target of a bilinear resize to a constant size, or null. */
export function fixedResize(topology: TfTopology, name: string): SizePx | null {
  const node = topology.node(name)
  const target = node?.op === 'ResizeBilinear' ? topology.graph.constants.get(node.inputs[1]?.node ?? '') : undefined
  if (target === undefined) return null
  const [height = 0, width = 0] = tensorNumbers(target)
  return { width, height }
}
