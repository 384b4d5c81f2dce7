import { Builder } from 'flatbuffers'
import { elementCodes, operatorCodes } from '../schema/codes'
import {
  bufferSlots, modelSlots, operatorCodeSlots, operatorSlots, quantizationSlots, subgraphSlots, tensorSlots,
} from '../schema/slots'
import type { FlatModel, FlatOperator, FlatTensor } from './flat-model'

const SCHEMA_VERSION = 3
const DATA_ALIGNMENT = 16
/** Codes up to here also stand in the one-byte field that older runtimes read. */
const LARGEST_SHORT_CODE = 127
const IDENTIFIER = 'TFL3'

/** The bytes of a TensorFlow Lite file: buffer 0 is empty, data lie on multiples of 16 bytes (schema version 3). */
export function encodeFlatModel(model: FlatModel): Uint8Array {
  const dataBytes = model.tensors.reduce((sum, { data }) => sum + (data?.length ?? 0) + DATA_ALIGNMENT, 0)
  const builder = new Builder(dataBytes + 4096)
  const codes = [...new Map(model.operators.map((operator) => [codeKey(operator), operator])).values()]
  const constants = model.tensors.filter((tensor) => tensor.data !== null)
  const buffers = offsets(builder, [new Uint8Array(0), ...constants.map((tensor) => tensor.data ?? new Uint8Array(0))].map((data) => encodeBuffer(builder, data)))
  const tensors = offsets(builder, model.tensors.map((tensor) => encodeTensor(builder, tensor, constants.indexOf(tensor) + 1)))
  const keys = codes.map(codeKey)
  const operators = offsets(builder, model.operators.map((operator) => encodeOperator(builder, operator, keys.indexOf(codeKey(operator)))))
  const subgraph = encodeSubgraph(builder, model, tensors, operators)
  const subgraphs = offsets(builder, [subgraph])
  const operatorCodeTables = offsets(builder, codes.map((operator) => encodeOperatorCode(builder, operator)))
  const description = builder.createString(model.name)
  builder.startObject(modelSlots.buffers + 1)
  builder.addFieldInt32(modelSlots.version, SCHEMA_VERSION, 0)
  builder.addFieldOffset(modelSlots.operatorCodes, operatorCodeTables, 0)
  builder.addFieldOffset(modelSlots.subgraphs, subgraphs, 0)
  builder.addFieldOffset(modelSlots.description, description, 0)
  builder.addFieldOffset(modelSlots.buffers, buffers, 0)
  builder.finish(builder.endObject(), IDENTIFIER)
  return builder.asUint8Array().slice()
}

function codeKey({ operator, version }: FlatOperator): string {
  return `${operator} ${version}`
}

function offsets(builder: Builder, places: readonly number[]): number {
  builder.startVector(4, places.length, 4)
  for (const place of places.toReversed()) builder.addOffset(place)
  return builder.endVector()
}

function ints(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4)
  for (const value of values.toReversed()) builder.addInt32(value)
  return builder.endVector()
}

function encodeBuffer(builder: Builder, data: Uint8Array): number {
  if (data.length === 0) {
    builder.startObject(1)
    return builder.endObject()
  }
  builder.startVector(1, data.length, DATA_ALIGNMENT)
  for (let index = data.length - 1; index >= 0; index -= 1) builder.addInt8(data[index] ?? 0)
  const vector = builder.endVector()
  builder.startObject(1)
  builder.addFieldOffset(bufferSlots.data, vector, 0)
  return builder.endObject()
}

function encodeTensor(builder: Builder, tensor: FlatTensor, buffer: number): number {
  const code = elementCodes[tensor.dataType]
  if (code === null) throw new Error(`TensorFlow Lite has no elements of type ${tensor.dataType}.`)
  const shape = ints(builder, tensor.dims)
  const name = builder.createString(tensor.name)
  const quantization = encodeQuantization(builder, tensor)
  builder.startObject(tensorSlots.quantization + 1)
  builder.addFieldOffset(tensorSlots.shape, shape, 0)
  builder.addFieldInt8(tensorSlots.type, code, 0)
  builder.addFieldInt32(tensorSlots.buffer, buffer, 0)
  builder.addFieldOffset(tensorSlots.name, name, 0)
  builder.addFieldOffset(tensorSlots.quantization, quantization, 0)
  return builder.endObject()
}

function encodeQuantization(builder: Builder, { quantization }: FlatTensor): number {
  if (quantization === null) return 0
  const { scales, zeroPoints, axis } = quantization
  builder.startVector(4, scales.length, 4)
  for (const scale of scales.toReversed()) builder.addFloat32(scale)
  const scaleVector = builder.endVector()
  builder.startVector(8, zeroPoints.length, 8)
  for (const zeroPoint of zeroPoints.toReversed()) builder.addInt64(BigInt(zeroPoint))
  const zeroVector = builder.endVector()
  builder.startObject(quantizationSlots.axis + 1)
  builder.addFieldOffset(quantizationSlots.scale, scaleVector, 0)
  builder.addFieldOffset(quantizationSlots.zeroPoint, zeroVector, 0)
  builder.addFieldInt32(quantizationSlots.axis, axis, 0)
  return builder.endObject()
}

function encodeOperator(builder: Builder, operator: FlatOperator, codeIndex: number): number {
  const inputs = ints(builder, operator.inputs)
  const outputs = ints(builder, operator.outputs)
  const options = encodeOptions(builder, operator)
  builder.startObject(operatorSlots.options + 1)
  builder.addFieldInt32(operatorSlots.codeIndex, codeIndex, 0)
  builder.addFieldOffset(operatorSlots.inputs, inputs, 0)
  builder.addFieldOffset(operatorSlots.outputs, outputs, 0)
  builder.addFieldInt8(operatorSlots.optionsType, operator.optionsCode, 0)
  builder.addFieldOffset(operatorSlots.options, options, 0)
  return builder.endObject()
}

function encodeOptions(builder: Builder, { optionsCode, options }: FlatOperator): number {
  if (optionsCode === 0) return 0
  builder.startObject(options.reduce((last, { slot }) => Math.max(last, slot + 1), 0))
  for (const { slot, kind, value } of options) {
    // Every field is written: the schema's defaults need not be known here.
    if (kind === 'byte') builder.addFieldInt8(slot, value, null)
    else if (kind === 'int') builder.addFieldInt32(slot, value, null)
    else builder.addFieldFloat32(slot, value, null)
  }
  return builder.endObject()
}

function encodeOperatorCode(builder: Builder, { operator, version }: FlatOperator): number {
  const code = operatorCodes[operator]
  builder.startObject(operatorCodeSlots.code + 1)
  builder.addFieldInt8(operatorCodeSlots.shortCode, Math.min(code, LARGEST_SHORT_CODE), 0)
  builder.addFieldInt32(operatorCodeSlots.version, version, 1)
  builder.addFieldInt32(operatorCodeSlots.code, code, 0)
  return builder.endObject()
}

function encodeSubgraph(builder: Builder, model: FlatModel, tensors: number, operators: number): number {
  const inputs = ints(builder, model.inputs)
  const outputs = ints(builder, model.outputs)
  const name = builder.createString(model.name)
  builder.startObject(subgraphSlots.name + 1)
  builder.addFieldOffset(subgraphSlots.tensors, tensors, 0)
  builder.addFieldOffset(subgraphSlots.inputs, inputs, 0)
  builder.addFieldOffset(subgraphSlots.outputs, outputs, 0)
  builder.addFieldOffset(subgraphSlots.operators, operators, 0)
  builder.addFieldOffset(subgraphSlots.name, name, 0)
  return builder.endObject()
}
