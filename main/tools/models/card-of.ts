import { createHash } from 'node:crypto'
import type { ModelCard } from '#core/model/model-card'
import type { Graph } from '#core/onnx/graph'
import type { BuiltModel } from './built-model'

/** Operators whose constants are learnt weights. */
const WEIGHTED: ReadonlySet<string> = new Set(['Conv', 'Gemm', 'MatMul'])

/** The model's card, completed with what its file says. */
export function cardOf(model: BuiltModel, bytes: Uint8Array): ModelCard {
  const { graph, facts } = model
  const { id, name, family, task, widthMultiplier, inputSize, labels, ...rest } = facts
  return {
    id,
    name,
    family,
    task,
    widthMultiplier,
    inputSize,
    file: `${id}.onnx`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    parameters: countParameters(graph),
    outputs: graph.outputs.map((output) => output.name),
    dynamicBatch: graph.inputs.every((input) => typeof input.dims?.[0] === 'string'),
    ...rest,
    labels,
  }
}

function countParameters(graph: Graph): number {
  const weights = new Set(graph.nodes.filter((node) => WEIGHTED.has(node.opType)).flatMap((node) => node.inputs.slice(1)))
  return [...weights].reduce((sum, name) => sum + (graph.initializers.get(name)?.data.length ?? 0), 0)
}
