import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import { blocksOf, type TuneDepth } from '#core/model/tune-depth'
import type { Graph } from '#core/onnx/graph'
import { cutGraph } from '../cut-graph'
import type { FeatureGraph, TuneTask } from '../tune-task'

/**
 * The frozen part of a model for a depth of training. Where blocks learn, its second output is the map in front of them. Throws
 * AppError `unsupported-model` where the model has not so many blocks, or learns its head alone.
 */
export function featureGraphOf(task: TuneTask, graph: Graph, card: ModelCard, depth: TuneDepth): FeatureGraph {
  const head = task.featureGraph(graph, card)
  const count = blocksOf(depth)
  if (count === 0) return head
  if (task.lastBlocks === undefined) throw new AppError('unsupported-model', `Of models for ${task.task} only the head can learn.`, { hint: 'Train the head alone.' })
  const { cut, cutDims } = task.lastBlocks(graph, count)
  return { graph: cutGraph(graph, [...head.graph.outputs, cut]), outputs: [...head.outputs, cut.name], dims: [...head.dims, cutDims] }
}
