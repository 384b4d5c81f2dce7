import type { GraphBuilder } from '#core/onnx/graph-builder'
import type { Padding } from './conv-norm-layer'
import { addConvNorm, misfit } from './conv-norm-layer'
import type { InvertedResidual, MobilenetV2Layout } from './mobilenet-v2-layout'
import type { InvertedResidualWeights, MobilenetV2Weights } from './mobilenet-v2-weights'

/** Input rows / rows of the last map. */
export type OutputStride = 8 | 16 | 32

export interface BackboneOptions {
  readonly layout: MobilenetV2Layout
  readonly weights: Pick<MobilenetV2Weights, 'stem' | 'blocks'>
  readonly padding: Padding
  readonly outputStride: OutputStride
}

/** Values of one block: its expanded map (the input in a block that does not expand) and its output. */
export interface BlockValues {
  readonly expanded: string
  readonly output: string
}

/**
 * Adds stem and blocks behind `input` [N, 3, H, W]. Where the output stride is reached, strides become 1 and the depthwise
 * convolutions after them are dilated instead (Chen et al. 2017, section 3.1). Throws AppError `unsupported-model` when a weight
 * does not have the shape of the layout.
 */
export function addBackbone(builder: GraphBuilder, input: string, options: BackboneOptions): BlockValues[] {
  const { layout, weights, padding, outputStride } = options
  if (weights.blocks.length !== layout.blocks.length) {
    throw misfit(`${weights.blocks.length} blocks instead of ${layout.blocks.length}`)
  }
  let current = addConvNorm(builder, input, {
    name: 'stem',
    weights: weights.stem,
    stride: 2,
    dilation: 1,
    group: 1,
    outputChannels: layout.stemChannels,
    activation: 'relu6',
    padding,
  })
  let reached = 2
  let dilation = 1
  return layout.blocks.flatMap((block, position): BlockValues[] => {
    const own = weights.blocks[position]
    if (own === undefined) return []
    const stride = reached < outputStride ? block.stride : 1
    const values = addBlock(builder, current, { name: `block_${position}`, block: { ...block, stride }, weights: own, dilation, padding })
    dilation *= block.stride / stride
    reached *= stride
    current = values.output
    return [values]
  })
}

interface PlacedBlock {
  readonly name: string
  readonly block: InvertedResidual
  readonly weights: InvertedResidualWeights
  readonly dilation: number
  readonly padding: Padding
}

function addBlock(builder: GraphBuilder, input: string, { name, block, weights, dilation, padding }: PlacedBlock): BlockValues {
  const { inputChannels, expandedChannels, outputChannels, stride } = block
  if ((weights.expand === null) !== (expandedChannels === inputChannels)) throw misfit(`${name} does not expand as expected`)
  const plain = { stride: 1, dilation: 1, group: 1, padding }
  const expanded =
    weights.expand === null
      ? input
      : addConvNorm(builder, input, { ...plain, name: `${name}/expand`, weights: weights.expand, outputChannels: expandedChannels, activation: 'relu6' })
  const filtered = addConvNorm(builder, expanded, {
    name: `${name}/depthwise`,
    weights: weights.depthwise,
    stride,
    dilation,
    group: expandedChannels,
    outputChannels: expandedChannels,
    activation: 'relu6',
    padding,
  })
  const projected = addConvNorm(builder, filtered, { ...plain, name: `${name}/project`, weights: weights.project, outputChannels, activation: 'none' })
  const adds = stride === 1 && inputChannels === outputChannels
  return { expanded, output: adds ? builder.add(`${name}/add`, 'Add', [input, projected]) : projected }
}
