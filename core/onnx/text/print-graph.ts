import type { Attribute } from '../attribute'
import type { Dim, Graph, Node, ValueInfo } from '../graph'
import type { Tensor } from '../tensor'
import { tensorNumbers } from '../tensor'

const LARGEST_LISTED = 16

/**
 * The graph as text, close to the ONNX text form: one line per value and node, elements of small initializers listed,
 * of large ones left out (`…`). `parseGraph` reads it back when no elements were left out.
 */
export function printGraph(graph: Graph): string {
  const opsets = [...graph.opsets].map(([domain, version]) => `${domain === '' ? 'opset' : quote(domain)} ${version}`)
  return [
    `graph ${quote(graph.name)} ${opsets.join(' ')}`,
    ...[...graph.metadata].map(([key, value]) => `metadata ${quote(key)} = ${quote(value)}`),
    ...graph.inputs.map((info) => `input ${printInfo(info)}`),
    ...[...graph.initializers].map(([name, tensor]) => `constant ${quote(name)} ${printTensor(tensor)}`),
    ...[...graph.valueInfos.values()].map((info) => `value ${printInfo(info)}`),
    ...graph.nodes.map(printNode),
    ...graph.outputs.map((info) => `output ${printInfo(info)}`),
    '',
  ].join('\n')
}

function printNode(node: Node): string {
  const outputs = node.outputs.map(quote).join(', ')
  const attributes = [...node.attributes].map(([name, attribute]) => ` ${name}=${printAttribute(attribute)}`).join('')
  const name = node.name === node.outputs[0] ? '' : ` @${quote(node.name)}`
  const operator = node.domain === '' ? node.opType : `${node.domain}:${node.opType}`
  return `${outputs} = ${operator}(${node.inputs.map(quote).join(', ')})${attributes}${name}`
}

function printAttribute(attribute: Attribute): string {
  switch (attribute.type) {
    case 'int':
      return String(attribute.value)
    case 'float':
      return Number.isInteger(attribute.value) ? attribute.value.toFixed(1) : String(attribute.value)
    case 'string':
      return `'${attribute.value}'`
    case 'ints':
      return `[${attribute.value.join(',')}]`
    case 'floats':
      return `f[${attribute.value.join(',')}]`
    case 'strings':
      return `s[${attribute.value.map((value) => `'${value}'`).join(',')}]`
    case 'tensor':
      return `tensor(${printTensor(attribute.value)})`
    case 'graph':
      return `graph(${attribute.value.nodes.length} nodes)`
  }
}

function printInfo(info: ValueInfo): string {
  return `${quote(info.name)} ${info.dataType}${info.dims === null ? '[?]' : `[${info.dims.map(printDim).join(',')}]`}`
}

function printDim(dim: Dim): string {
  return dim === null ? '_' : String(dim)
}

function printTensor(tensor: Tensor): string {
  const type = `${tensor.dataType}[${tensor.dims.join(',')}]`
  return tensor.data.length > LARGEST_LISTED ? `${type} = …` : `${type} = {${tensorNumbers(tensor).join(', ')}}`
}

/** A name as it stands, in double quotes when it holds anything but letters, digits and `_ / . -`. */
function quote(name: string): string {
  return /^[\w/.-]+$/.test(name) ? name : JSON.stringify(name)
}
