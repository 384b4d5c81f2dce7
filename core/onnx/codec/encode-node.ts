import type { Attribute } from '../attribute'
import type { Graph, Node } from '../graph'
import type { ProtoWriter } from '../protobuf/proto-writer'
import { encodeTensor } from './encode-tensor'

/** Encodes the graph inside a graph-valued attribute; passed in so that node and graph files need not import each other. */
export type EncodeGraph = (writer: ProtoWriter, graph: Graph) => void

/** Writes the fields of a NodeProto. */
export function encodeNode(writer: ProtoWriter, node: Node, encodeGraph: EncodeGraph): void {
  for (const input of node.inputs) writer.string(1, input)
  for (const output of node.outputs) writer.string(2, output)
  writer.string(3, node.name)
  writer.string(4, node.opType)
  for (const [name, attribute] of node.attributes) {
    writer.message(5, (inner) => encodeAttribute(inner, name, attribute, encodeGraph))
  }
  if (node.domain !== '') writer.string(7, node.domain)
}

const ATTRIBUTE_TYPE_CODES: Readonly<Record<Attribute['type'], number>> = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
}

function encodeAttribute(writer: ProtoWriter, name: string, attribute: Attribute, encodeGraph: EncodeGraph): void {
  writer.string(1, name)
  switch (attribute.type) {
    case 'float':
      writer.float(2, attribute.value)
      break
    case 'int':
      writer.varint(3, attribute.value)
      break
    case 'string':
      writer.string(4, attribute.value)
      break
    case 'tensor':
      writer.message(5, (inner) => encodeTensor(inner, '', attribute.value))
      break
    case 'graph':
      writer.message(6, (inner) => encodeGraph(inner, attribute.value))
      break
    case 'floats':
      for (const value of attribute.value) writer.float(7, value)
      break
    case 'ints':
      for (const value of attribute.value) writer.varint(8, value)
      break
    case 'strings':
      for (const value of attribute.value) writer.string(9, value)
      break
  }
  writer.varint(20, ATTRIBUTE_TYPE_CODES[attribute.type])
}
