import { AppError } from '#core/contract/errors'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { cannotLearnThrough, type GradientContext } from './gradient-rule'
import { gradientRules } from './gradient-rules'
import { GradientTape } from './gradient-tape'
import { lossInputs, type GraphLoss } from './losses/graph-loss'
import { openWeights } from './open-weights'

/** A graph that computes gradients in plain ONNX operators. */
export interface GradientGraph {
  readonly graph: Graph
  /** Output with the gradient of the summed loss, by name of the weight. */
  readonly gradients: ReadonlyMap<string, string>
}

/**
 * Reverse-mode differentiation (S. Linnainmaa 1970) of the loss of the output `logits` [N, columns]: a graph whose inputs are those of
 * `graph`, the weights named in `trainable`, and the target and weight of the loss; its outputs are the logits and the gradient of each weight, summed over
 * the batch. Throws AppError `unsupported-model` for an operator on the way that has no rule.
 */
export function gradientGraph(graph: Graph, trainable: readonly string[], loss: GraphLoss): GradientGraph {
  const forward = openWeights(graph, trainable)
  const [logits] = forward.outputs
  if (logits === undefined) throw new AppError('unsupported-model', `"${graph.name}" has no output to learn from.`)
  const infos = inferShapes(forward)
  const moved = movedValues(forward, trainable)
  const tape = new GradientTape([...infos.keys(), ...forward.nodes.flatMap(({ outputs }) => outputs)])
  const sums = new Map([[logits.name, loss(logits.name, tape)]])
  for (const node of forward.nodes.toReversed()) {
    const outputGradient = sums.get(node.outputs[0] ?? '')
    if (outputGradient === undefined || !moved.has(node.outputs[0] ?? '')) continue
    for (const [position, gradient] of inputGradients(node, outputGradient, { forward, infos, moved, tape })) {
      const input = node.inputs[position] ?? ''
      const other = sums.get(input)
      sums.set(input, other === undefined ? gradient : tape.add(`gradient/sum/${input}`, 'Add', [other, gradient]))
    }
  }
  const gradients = new Map(trainable.map((name) => [name, gradientOf(name, sums)]))
  const outputs = [logits, ...[...gradients].map(([name, gradient]): ValueInfo => ({ name: gradient, dataType: 'float32', dims: infos.get(name)?.dims ?? null }))]
  const lossValues = Object.values(lossInputs).map((name): ValueInfo => ({ name, dataType: 'float32', dims: infos.get(logits.name)?.dims ?? null }))
  return {
    graph: removeDeadCode.run({
      ...forward,
      inputs: [...forward.inputs, ...lossValues],
      outputs,
      nodes: [...forward.nodes, ...tape.nodes],
      initializers: new Map([...forward.initializers, ...tape.constants]),
      valueInfos: new Map(),
    }),
    gradients,
  }
}

/** Values that change when a trainable weight does. */
function movedValues(graph: Graph, trainable: readonly string[]): ReadonlySet<string> {
  const moved = new Set(trainable)
  for (const { inputs, outputs } of graph.nodes) {
    if (inputs.some((input) => moved.has(input))) for (const output of outputs) moved.add(output)
  }
  return moved
}

interface Pass {
  readonly forward: Graph
  readonly infos: GradientContext['infos']
  readonly moved: ReadonlySet<string>
  readonly tape: GradientTape
}

function inputGradients(node: Node, outputGradient: string, { forward, infos, moved, tape }: Pass): ReadonlyMap<number, string> {
  const rule = gradientRules.get(node.opType)
  if (rule === undefined || node.domain !== '') return cannotLearnThrough(node, `there is no rule for ${node.opType}`)
  return rule(node, outputGradient, {
    tape,
    infos,
    constantOf: (value) => (value === undefined ? undefined : forward.initializers.get(value)),
    isWanted: (position) => moved.has(node.inputs[position] ?? ''),
  })
}

function gradientOf(name: string, sums: ReadonlyMap<string, string>): string {
  const gradient = sums.get(name)
  if (gradient === undefined) throw new AppError('unsupported-model', `The answer does not depend on the weights "${name}".`)
  return gradient
}
