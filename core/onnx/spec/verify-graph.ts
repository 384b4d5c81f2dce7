import type { Graph, Node, ValueInfo } from '../graph'
import { inferShapes } from '../shapes/infer-shapes'
import { elementCount } from '../tensor'
import { OP_SPECS } from './op-specs'

/**
 * Everything that is wrong with the graph, one sentence each; empty when it is sound: operators known and called as
 * specified, one definition per value, definitions before uses, outputs defined, shapes that fit and agree with those declared.
 */
export function verifyGraph(graph: Graph): string[] {
  const structural = [...checkInitializers(graph), ...graph.nodes.flatMap(checkNode), ...checkDefinitions(graph)]
  return structural.length > 0 ? structural : checkShapes(graph)
}

function checkInitializers(graph: Graph): string[] {
  return [...graph.initializers]
    .filter(([, tensor]) => tensor.data.length !== elementCount(tensor.dims))
    .map(([name, tensor]) => `Initializer "${name}" of [${tensor.dims.join(', ')}] has ${tensor.data.length} elements.`)
}

function checkNode(node: Node): string[] {
  const where = `${node.opType} "${node.name}"`
  const spec = node.domain === '' ? OP_SPECS.get(node.opType) : undefined
  if (spec === undefined) return [`${where} is not an operator of the specification.`]
  const problems: string[] = []
  if (node.inputs.length < spec.minInputs || node.inputs.length > spec.maxInputs) {
    problems.push(`${where} has ${node.inputs.length} inputs.`)
  }
  node.inputs.slice(0, spec.minInputs).forEach((input, position) => {
    if (input === '') problems.push(`${where} lacks its input ${position}.`)
  })
  if (node.outputs.length < spec.minOutputs || node.outputs.length > spec.maxOutputs) {
    problems.push(`${where} has ${node.outputs.length} outputs.`)
  }
  for (const [name, attribute] of node.attributes) {
    const type = Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined
    if (type === undefined) problems.push(`${where} has no attribute "${name}".`)
    else if (type !== attribute.type) problems.push(`${where}: attribute "${name}" is ${attribute.type}, not ${type}.`)
  }
  return problems
}

function checkDefinitions(graph: Graph): string[] {
  const problems: string[] = []
  const defined = new Set<string>()
  const define = (name: string, where: string): void => {
    if (defined.has(name)) problems.push(`Value "${name}" is defined twice, last by ${where}.`)
    defined.add(name)
  }
  for (const input of graph.inputs) define(input.name, 'an input')
  for (const name of graph.initializers.keys()) define(name, 'an initializer')
  const names = new Set<string>()
  for (const node of graph.nodes) {
    if (names.has(node.name)) problems.push(`Two nodes are named "${node.name}".`)
    names.add(node.name)
    for (const input of node.inputs) {
      if (input !== '' && !defined.has(input)) problems.push(`${node.opType} "${node.name}" reads "${input}" before it is defined.`)
    }
    for (const output of node.outputs) if (output !== '') define(output, `${node.opType} "${node.name}"`)
  }
  for (const output of graph.outputs) {
    if (!defined.has(output.name)) problems.push(`Output "${output.name}" is not defined.`)
  }
  return problems
}

function checkShapes(graph: Graph): string[] {
  try {
    const infos = inferShapes(graph)
    return [...graph.outputs, ...graph.valueInfos.values()].flatMap((declared) => disagreement(declared, infos.get(declared.name)))
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function disagreement(declared: ValueInfo, found: ValueInfo | undefined): string[] {
  if (found === undefined) return []
  if (declared.dataType !== found.dataType) return [`"${declared.name}" is declared ${declared.dataType} but is ${found.dataType}.`]
  const { dims } = declared
  if (dims === null || found.dims === null) return []
  const fits =
    dims.length === found.dims.length &&
    found.dims.every((dim, axis) => typeof dim !== 'number' || typeof dims[axis] !== 'number' || dims[axis] === dim)
  return fits ? [] : [`"${declared.name}" is declared [${dims.join(', ')}] but is [${found.dims.join(', ')}].`]
}
