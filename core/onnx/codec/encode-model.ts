import type { Graph } from '../graph'
import { ProtoWriter } from '../protobuf/proto-writer'
import { encodeNode } from './encode-node'
import { encodeTensor } from './encode-tensor'
import { encodeValueInfo } from './encode-value-info'

const PRODUCER = 'mobilabel'

/** First IR version that may carry each operator set, newest first (ONNX release table, docs/Versioning.md). */
const IR_VERSIONS: readonly (readonly [opset: number, irVersion: number])[] = [
  [23, 11],
  [21, 10],
  [19, 9],
  [15, 8],
  [12, 7],
  [0, 6],
]

/**
 * The graph as bytes of an ONNX ModelProto (onnx.proto of ONNX 1.12 and later). Equal graphs give equal bytes.
 */
export function encodeModel(graph: Graph): Uint8Array {
  const writer = new ProtoWriter()
  const opset = graph.opsets.get('') ?? 0
  writer.varint(1, IR_VERSIONS.find(([first]) => opset >= first)?.[1] ?? 6)
  writer.string(2, PRODUCER)
  writer.message(7, (inner) => encodeGraph(inner, graph))
  for (const [domain, version] of graph.opsets) {
    writer.message(8, (entry) => {
      if (domain !== '') entry.string(1, domain)
      entry.varint(2, version)
    })
  }
  for (const [key, value] of graph.metadata) {
    writer.message(14, (entry) => {
      entry.string(1, key)
      entry.string(2, value)
    })
  }
  return writer.finish()
}

function encodeGraph(writer: ProtoWriter, graph: Graph): void {
  for (const node of graph.nodes) writer.message(1, (inner) => encodeNode(inner, node, encodeGraph))
  writer.string(2, graph.name)
  for (const [name, tensor] of graph.initializers) writer.message(5, (inner) => encodeTensor(inner, name, tensor))
  for (const info of graph.inputs) writer.message(11, (inner) => encodeValueInfo(inner, info))
  for (const info of graph.outputs) writer.message(12, (inner) => encodeValueInfo(inner, info))
  for (const info of graph.valueInfos.values()) writer.message(13, (inner) => encodeValueInfo(inner, info))
}
