import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import type { DetectorHead } from './architecture-outline'
import type { ConvFacts } from './conv-facts'
import { convFacts } from './conv-facts'
import { featureOf, layerBehind } from './layer-walk'
import { mapSize } from './map-size'
import type { OutlineContext, PartFinder } from './part-finder'
import { namesOf } from './part-finder'

const VIEWS: ReadonlySet<string> = new Set(['Transpose', 'Reshape', 'Slice', 'Flatten', 'Squeeze', 'Unsqueeze'])
const BOX_COORDINATES = 4

/** The convolutions that answer for one map: boxes or class scores. */
interface Predictor {
  readonly answers: 'boxes' | 'classes'
  readonly convolution: ConvFacts
  /** The map it reads, under its first name. */
  readonly source: string
  readonly nodes: readonly Node[]
  /** Numbers per box. */
  readonly columns: number
}

/** Predictors of a detector (Liu et al. 2016, section 2.1; SSDLite: Sandler et al. 2018, section 6.2), gathered by the map they read. */
export const findDetectorHeads: PartFinder = (context) => {
  const predictors = context.index.graph.nodes
    .filter((node) => node.opType === 'Concat' && node.inputs.length > 1)
    .flatMap((node) => node.inputs.flatMap((input) => predictorBehind(node, input, context) ?? []))
  const sources = new Map<string, Predictor[]>()
  for (const predictor of predictors) sources.set(predictor.source, [...(sources.get(predictor.source) ?? []), predictor])
  return [...sources.entries()].flatMap(([source, both], mapIndex) => headOf(source, both, mapIndex, context) ?? [])
}

function predictorBehind(concat: Node, input: string, { index, extents, taken }: OutlineContext): Predictor | null {
  const views: Node[] = []
  let link = layerBehind(input, index)
  while (link.node !== null && VIEWS.has(link.node.opType)) {
    views.unshift(link.node, ...link.between)
    link = layerBehind(link.node.inputs[0], index)
  }
  const convolution = convFacts(link.node ?? undefined, index)
  const dims = extents.get(concat.outputs[0] ?? '')?.dims
  if (convolution === null || dims?.length !== 3 || taken.has(convolution.node.name)) return null
  const columns = dims[2] ?? 0
  const { nodes, entry } = layersOf(convolution, index)
  return {
    answers: columns === BOX_COORDINATES ? 'boxes' : 'classes',
    convolution,
    source: featureOf(entry, index),
    nodes: [...nodes, ...link.between, ...views],
    columns,
  }
}

/** The predicting convolution with the depthwise one before it, if there is one, and the value that enters. */
function layersOf(convolution: ConvFacts, index: GraphIndex): { readonly nodes: readonly Node[]; readonly entry: string } {
  const before = layerBehind(convolution.node.inputs[0], index)
  if (before.node === null || convFacts(before.node, index)?.kind !== 'depthwise') {
    return { nodes: [convolution.node], entry: convolution.node.inputs[0] ?? '' }
  }
  return { nodes: [before.node, ...before.between, convolution.node], entry: before.node.inputs[0] ?? '' }
}

function headOf(source: string, predictors: readonly Predictor[], mapIndex: number, { extents }: OutlineContext): DetectorHead | null {
  const boxes = predictors.find((predictor) => predictor.answers === 'boxes')
  const classes = predictors.find((predictor) => predictor.answers === 'classes')
  if (boxes === undefined || classes === undefined) return null
  return {
    kind: 'detector-head',
    mapIndex,
    source: mapSize(source, extents),
    boxesPerCell: boxes.convolution.outputChannels / BOX_COORDINATES,
    classColumns: classes.columns,
    nodes: namesOf(classes.nodes, boxes.nodes),
    output: mapSize(classes.convolution.node.outputs[0] ?? '', extents),
  }
}
