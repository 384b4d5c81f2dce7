import type { Graph, Node, ValueInfo } from '../graph'
import { readFields, signedOf, stringOf } from '../protobuf/proto-reader'
import type { Tensor } from '../tensor'
import { decodeNode } from './decode-node'
import { decodeTensor } from './decode-tensor'
import type { ReadExternal } from './external-data'
import { refuseExternal } from './external-data'
import { decodeValueInfo } from './decode-value-info'

/**
 * Reads the bytes of an ONNX ModelProto. Initializers also listed as inputs (IR version 3) are taken as initializers only.
 * Initializers outside the file come from `external`; without it they are refused.
 * Throws RangeError with the reason when the bytes are no model or use what this product does not handle.
 */
export function decodeModel(bytes: Uint8Array, external: ReadExternal = refuseExternal): Graph {
  const opsets = new Map<string, number>()
  const metadata = new Map<string, string>()
  let graphBytes: Uint8Array | null = null
  for (const field of readFields(bytes)) {
    if (field.number === 7) graphBytes = field.bytes
    if (field.number === 8) {
      const [domain, version] = decodeOpset(field.bytes)
      opsets.set(domain, version)
    }
    if (field.number === 14) {
      const [key, value] = decodeEntry(field.bytes)
      metadata.set(key, value)
    }
    if (field.number === 25) throw new RangeError('Models with functions of their own are not supported.')
  }
  if (graphBytes === null) throw new RangeError('The file holds no ONNX graph.')
  return { ...decodeGraph(graphBytes, external), opsets, metadata }
}

function decodeGraph(message: Uint8Array, external: ReadExternal): Graph {
  const nodes: Node[] = []
  const initializers = new Map<string, Tensor>()
  const inputs: ValueInfo[] = []
  const outputs: ValueInfo[] = []
  const valueInfos = new Map<string, ValueInfo>()
  let name = ''
  for (const field of readFields(message)) {
    if (field.number === 1) nodes.push(decodeNode(field.bytes, (inner) => decodeGraph(inner, external)))
    if (field.number === 2) name = stringOf(field)
    if (field.number === 5) {
      const named = decodeTensor(field.bytes, external)
      initializers.set(named.name, named.tensor)
    }
    if (field.number === 11) inputs.push(requireTensor(decodeValueInfo(field.bytes), 'input'))
    if (field.number === 12) outputs.push(requireTensor(decodeValueInfo(field.bytes), 'output'))
    if (field.number === 13) {
      const info = decodeValueInfo(field.bytes)
      if (info) valueInfos.set(info.name, info)
    }
    if (field.number === 15) throw new RangeError('Sparse initializers are not supported.')
  }
  return {
    name,
    opsets: new Map(),
    inputs: inputs.filter((input) => !initializers.has(input.name)),
    outputs,
    nodes,
    initializers,
    valueInfos,
    metadata: new Map(),
  }
}

function requireTensor(info: ValueInfo | null, role: string): ValueInfo {
  if (info === null) throw new RangeError(`A graph ${role} is not a tensor of known type.`)
  return info
}

function decodeOpset(message: Uint8Array): [string, number] {
  let domain = ''
  let version = 0
  for (const field of readFields(message)) {
    if (field.number === 1) domain = stringOf(field)
    if (field.number === 2) version = signedOf(field)
  }
  return [domain === 'ai.onnx' ? '' : domain, version]
}

function decodeEntry(message: Uint8Array): [string, string] {
  let key = ''
  let value = ''
  for (const field of readFields(message)) {
    if (field.number === 1) key = stringOf(field)
    if (field.number === 2) value = stringOf(field)
  }
  return [key, value]
}
