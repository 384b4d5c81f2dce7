import { AppError } from '#core/contract/errors'
import type { FamilyId } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Graph } from '#core/onnx/graph'
import { importPasses } from '#core/onnx/passes/import-passes'
import { nameWeights } from '#core/onnx/passes/name-weights'
import type { Pass } from '#core/onnx/passes/pass'
import { runPasses } from '#core/onnx/passes/run-passes'
import type { Tensor } from '#core/onnx/tensor'
import { convertGraph } from './convert-graph'
import { useLayerNames } from './use-layer-names'
import type { TfjsFiles } from './read-graph-model'
import { readGraphModel } from './read-graph-model'
import type { PixelScaling } from './read-pixel-scaling'
import { readPixelScaling } from './read-pixel-scaling'
import { allRecipes } from './recipes/all-recipes'
import type { TfRecipeMatch } from './recipes/recipe'
import { TfTopology } from './tf-topology'

const passes: readonly Pass[] = [...importPasses, useLayerNames, nameWeights]

export interface TfjsImportOptions {
  /** Name of the resulting graph. */
  readonly name: string
  /** Family to cut the model for; found from its structure when left out. */
  readonly family?: FamilyId
  /** Input size in pixels; read from the model when left out. */
  readonly inputSize?: SizePx
}

export interface ImportedTfjsModel {
  readonly graph: Graph
  readonly family: FamilyId
  readonly inputSize: SizePx
  /** How the cut-off preprocessing scaled pixel values, when the model did that itself. */
  readonly pixelScaling: PixelScaling | null
}

/**
 * Imports a TensorFlow.js graph model: cut to its convolutional part, channels first, constants folded, batch norms merged.
 * Input `input` float32 [N, 3, H, W], normalised; outputs by family:
 * mobilenet-v2 `logits` [N, classes]; deeplabv3 `logits` [N, classes, h, w] before the final enlargement;
 * ssdlite `scores` [N, anchors, classes] after the sigmoid, `box_encodings` [N, anchors, 4] (ty, tx, th, tw)
 * and `anchors` [anchors, 4] (centre y, centre x, height, width in 0..1).
 * Throws AppError `unsupported-model` naming everything that stands against it at once.
 */
export function importTfjsModel(files: TfjsFiles, options: TfjsImportOptions): ImportedTfjsModel {
  const source = readGraphModel(files)
  const topology = new TfTopology(source)
  const { family, match } = chooseRecipe(topology, options)
  const converted = convertGraph(source, match.cut, options.name, [...match.constants.keys()])
  const complete = addConstantOutputs(converted, match.constants)
  const { graph } = runPasses({ ...complete, metadata: new Map([['family', family]]) }, passes)
  return {
    graph,
    family,
    inputSize: match.cut.imageSize,
    pixelScaling: readPixelScaling(topology, match.cut.image),
  }
}

function chooseRecipe(topology: TfTopology, options: TfjsImportOptions): { family: FamilyId; match: TfRecipeMatch } {
  const reasons: string[] = []
  for (const recipe of allRecipes) {
    if (options.family !== undefined && options.family !== recipe.family) continue
    const result = recipe.find(topology, options.inputSize)
    if (result.kind === 'match') return { family: recipe.family, match: result }
    reasons.push(`${recipe.family}: ${result.reason}`)
  }
  throw new AppError('unsupported-model', `This model fits no family that can be imported (${reasons.join('; ')}).`)
}

function addConstantOutputs(graph: Graph, constants: ReadonlyMap<string, Tensor>): Graph {
  const outputs = [...constants].map(([name, tensor]) => ({ name, dataType: tensor.dataType, dims: tensor.dims }))
  return { ...graph, outputs: [...graph.outputs, ...outputs], initializers: new Map([...graph.initializers, ...constants]) }
}
