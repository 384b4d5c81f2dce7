import { AppError } from '#core/contract/errors'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { allOperators } from './operators/all-operators'
import { refusalReport } from './refusal-report'
import type { RefusedNode } from './refusal-report'
import { TfCall } from './tf-call'
import type { TfCut } from './tf-cut'
import type { TfGraph, TfNode, TfRef } from './tf-graph'
import { tfRefKey } from './tf-graph'
import { TfTopology } from './tf-topology'
import type { TfValue } from './tf-value'

/**
 * The part of the TensorFlow graph inside `cut` as an ONNX graph with input `input` [N, 3, H, W], not yet simplified.
 * No other value gets an output's name or one of the `reserved` names.
 * Throws one AppError `unsupported-model` naming every operator that cannot be expressed and where it stands.
 */
export function convertGraph(source: TfGraph, cut: TfCut, name: string, reserved: readonly string[] = []): Graph {
  const builder = new GraphBuilder(name, ['input', ...cut.outputs.map((output) => output.name), ...reserved])
  const { height, width } = cut.imageSize
  const input = builder.input({ name: 'input', dataType: 'float32', dims: ['N', 3, height, width] })
  const values = new Map<string, TfValue>()
  values.set(tfRefKey(cut.image), { kind: 'tensor', name: input, layout: 'channels-first' })
  const refused: RefusedNode[] = []
  for (const node of nodesInside(source, cut)) {
    const results = convertNode(source, node, values, builder, refused)
    results.forEach((value, port) => values.set(tfRefKey({ node: node.name, port }), value))
  }
  if (refused.length > 0) throw refusalReport(refused)
  return builder.finish(cut.outputs.map((output) => finishOutput(builder, output.name, output.layout, values.get(tfRefKey(output.ref)))))
}

function convertNode(
  source: TfGraph,
  node: TfNode,
  values: ReadonlyMap<string, TfValue>,
  builder: GraphBuilder,
  refused: RefusedNode[],
): readonly TfValue[] {
  const constant = source.constants.get(node.name)
  if (node.op === 'Const' && constant) return [{ kind: 'constant', tensor: constant }]
  const convert = allOperators.get(node.op)
  if (convert === undefined) {
    refused.push({ op: node.op, name: node.name, reason: null })
    return [{ kind: 'refused' }]
  }
  const inputs = node.inputs.map((ref): TfValue => values.get(tfRefKey(ref)) ?? { kind: 'refused' })
  if (inputs.some((value) => value.kind === 'refused')) return [{ kind: 'refused' }]
  try {
    return [convert(new TfCall(node, inputs, builder))].flat()
  } catch (error) {
    // Shape inference inside the builder reports misfits as plain errors; both kinds name the reason.
    if (!(error instanceof Error)) throw error
    refused.push({ op: node.op, name: node.name, reason: error.message })
    return [{ kind: 'refused' }]
  }
}

/** Nodes between the cut points in an order that defines every value before its use. */
function nodesInside(source: TfGraph, cut: TfCut): TfNode[] {
  const topology = new TfTopology(source)
  const stop = tfRefKey(cut.image)
  const wanted = topology.ancestors(
    cut.outputs.map((output) => output.ref.node),
    [cut.image],
  )
  const sorted: TfNode[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (ref: TfRef): void => {
    const stack = [ref.node]
    for (let name = stack[stack.length - 1]; name !== undefined; name = stack[stack.length - 1]) {
      const node = source.nodes.get(name)
      const waiting = (node?.inputs ?? []).filter(
        (input) => tfRefKey(input) !== stop && wanted.has(input.node) && state.get(input.node) === undefined,
      )
      if (node === undefined || state.get(name) === 'done' || waiting.length === 0) {
        if (node !== undefined && state.get(name) !== 'done') sorted.push(node)
        state.set(name, 'done')
        stack.pop()
      } else {
        state.set(name, 'open')
        stack.push(...waiting.map((input) => input.node))
      }
    }
  }
  for (const output of cut.outputs) visit(output.ref)
  return sorted
}

function finishOutput(builder: GraphBuilder, name: string, layout: 'plain' | 'channels-first', value: TfValue | undefined): string {
  if (value?.kind === 'tensor' && value.layout === layout) return builder.output(name, value.name)
  throw new AppError('unsupported-model', `The output "${name}" of the model is ${describe(value)}, not a ${layout} tensor.`)
}

function describe(value: TfValue | undefined): string {
  return value?.kind === 'tensor' ? `a ${value.layout} tensor` : (value?.kind ?? 'missing')
}
