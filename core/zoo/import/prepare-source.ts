import { AppError } from '#core/contract/errors'
import type { Dim, Graph, ValueInfo } from '#core/onnx/graph'
import { foldConstants } from '#core/onnx/passes/fold-constants'
import { keepConstants } from '#core/onnx/passes/keep-constants'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { upgradeOpset } from '#core/onnx/upgrade-opset'

/**
 * A graph as read from a file, ready to be looked at: constants as initializers, an operator set from 13 on.
 * Throws AppError `unsupported-model` naming what cannot be read.
 */
export function prepareSource(graph: Graph): Graph {
  try {
    return namedNodes(upgradeOpset(keepConstants.run(graph)))
  } catch (error) {
    throw new AppError('unsupported-model', `${error instanceof Error ? error.message : String(error)}.`, { cause: error })
  }
}

/** Exporters leave names out or give one twice; later steps tell nodes apart by name. */
function namedNodes(graph: Graph): Graph {
  const names = new Set<string>()
  const nodes = graph.nodes.map((node) => {
    const base = node.name === '' ? (node.outputs[0] ?? node.opType) : node.name
    let name = base
    for (let suffix = 1; names.has(name); suffix++) name = `${base}_${suffix}`
    names.add(name)
    return name === node.name ? node : { ...node, name }
  })
  return { ...graph, nodes }
}

/** The graph with the extents of one input settled and everything that follows from them computed. */
export function withInputDims(graph: Graph, name: string, dims: readonly number[]): Graph {
  const settledNames = new Map<string, number>()
  const inputs = graph.inputs.map((input) => {
    if (input.name !== name) return input
    input.dims?.forEach((dim, axis) => {
      const settled = dims[axis]
      if (typeof dim === 'string' && settled !== undefined) settledNames.set(dim, settled)
    })
    return { ...input, dims }
  })
  const settled = foldConstants.run({ ...graph, inputs, valueInfos: new Map() })
  const infos = shapesOf(settled)
  const outputs = settled.outputs.map((output) => {
    const declared = output.dims?.map((dim) => (typeof dim === 'string' ? (settledNames.get(dim) ?? dim) : dim)) ?? null
    return narrowed({ ...output, dims: declared }, infos.get(output.name))
  })
  return { ...settled, outputs }
}

/** Shapes as far as they can be told; a graph that our rules cannot follow has none. */
export function shapesOf(graph: Graph): ReadonlyMap<string, ValueInfo> {
  try {
    return inferShapes(graph)
  } catch (error) {
    if (error instanceof Error) return new Map()
    throw error
  }
}

/** What is inferred counts more than what the file declares, as its names of extents are settled by now. */
function narrowed(declared: ValueInfo, found: ValueInfo | undefined): ValueInfo {
  const known: readonly Dim[] | null = found?.dims ?? null
  const { dims } = declared
  if (known === null || dims === null || dims.length !== known.length) return { ...declared, dims: known ?? dims }
  return { ...declared, dims: known.map((dim, axis) => (typeof dim === 'number' ? dim : (dims[axis] ?? null))) }
}
