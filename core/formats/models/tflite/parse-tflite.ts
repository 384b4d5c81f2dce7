import { AppError } from '#core/contract/errors'
import { dataTypeOfElementCode, operatorCodes, operatorNameOf } from './schema/codes'
import { FlatTable } from './schema/flat-table'
import { bufferSlots, modelSlots, operatorCodeSlots, operatorSlots, quantizationSlots, subgraphSlots, tensorSlots } from './schema/slots'
import type { TfliteModel, TfliteOperator, TfliteQuantization, TfliteTensor } from './tflite-model'

const IDENTIFIER = 'TFL3'

/**
 * The main subgraph of a TensorFlow Lite file (schema version 3).
 * Throws AppError `unsupported-model` when the bytes are no such file, are cut short, or hold element types without a counterpart.
 */
export function parseTflite(bytes: Uint8Array): TfliteModel {
  if (bytes.length < 8 || FlatTable.identifierOf(bytes) !== IDENTIFIER) {
    throw new AppError('unsupported-model', 'This is no TensorFlow Lite model: its bytes do not say TFL3.')
  }
  try {
    return readMainSubgraph(FlatTable.root(bytes))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppError('unsupported-model', 'This TensorFlow Lite model is damaged: it points past its own end.', { cause })
  }
}

function readMainSubgraph(model: FlatTable): TfliteModel {
  const [subgraph, ...others] = model.tables(modelSlots.subgraphs)
  if (subgraph === undefined) throw new AppError('unsupported-model', 'This TensorFlow Lite model holds no graph.')
  if (others.length > 0) {
    throw new AppError('unsupported-model', `This TensorFlow Lite model holds ${others.length + 1} graphs; only models of one can be read.`)
  }
  const buffers = model.tables(modelSlots.buffers)
  const codes = model.tables(modelSlots.operatorCodes)
  const taken = new Set<string>()
  return {
    name: subgraph.text(subgraphSlots.name) || 'main',
    tensors: subgraph.tables(subgraphSlots.tensors).map((tensor, index) => readTensor(tensor, index, buffers, taken)),
    operators: subgraph.tables(subgraphSlots.operators).map((operator) => readOperator(operator, codes)),
    inputs: subgraph.ints(subgraphSlots.inputs),
    outputs: subgraph.ints(subgraphSlots.outputs),
  }
}

function readTensor(table: FlatTable, index: number, buffers: readonly FlatTable[], taken: Set<string>): TfliteTensor {
  const stated = table.text(tensorSlots.name) || `tensor_${index}`
  const name = taken.has(stated) ? `${stated}_${index}` : stated
  taken.add(name)
  const code = table.byte(tensorSlots.type)
  const dataType = dataTypeOfElementCode(code)
  if (dataType === null) throw new AppError('unsupported-model', `The tensor "${name}" has elements of type ${code}, which cannot be read.`)
  if (table.table(tensorSlots.sparsity) !== null) throw new AppError('unsupported-model', `The tensor "${name}" is stored sparsely, which cannot be read.`)
  const data = buffers[table.int(tensorSlots.buffer)]?.bytes(bufferSlots.data)
  return {
    name,
    dataType,
    dims: table.ints(tensorSlots.shape),
    data: data === undefined || data.length === 0 ? null : data,
    quantization: readQuantization(table.table(tensorSlots.quantization)),
  }
}

function readQuantization(table: FlatTable | null): TfliteQuantization | null {
  const scales = table?.floats(quantizationSlots.scale) ?? []
  if (table === null || scales.length === 0) return null
  const zeroPoints = table.longs(quantizationSlots.zeroPoint)
  return { scales, zeroPoints: scales.map((_, index) => zeroPoints[index] ?? 0), axis: table.int(quantizationSlots.axis) }
}

function readOperator(table: FlatTable, codes: readonly FlatTable[]): TfliteOperator {
  const entry = codes[table.int(operatorSlots.codeIndex)]
  if (entry === undefined) throw new RangeError('An operator has no code.')
  const code = Math.max(entry.byte(operatorCodeSlots.shortCode), entry.int(operatorCodeSlots.code))
  const operator = operatorNameOf(code)
  const label = code === operatorCodes.CUSTOM ? entry.text(operatorCodeSlots.customCode) : (operator ?? `built-in operator ${code}`)
  return {
    operator: code === operatorCodes.CUSTOM ? null : operator,
    label,
    inputs: table.ints(operatorSlots.inputs),
    outputs: table.ints(operatorSlots.outputs),
    options: table.table(operatorSlots.options),
  }
}
