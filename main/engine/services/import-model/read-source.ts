import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { importTfjsModel } from '#core/formats/models/tfjs/import-tfjs-model'
import { shardPaths } from '#core/formats/models/tfjs/read-graph-model'
import { readTflite } from '#core/formats/models/tflite/read-tflite'
import type { ImportedLineage } from '#core/model/model-lineage'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { mapFileError } from '../../map-file-error'
import { FilesBeside } from './files-beside'

/** A model file read into memory. */
export interface ModelSource {
  readonly fileName: string
  readonly format: ImportedLineage['format']
  readonly bytes: number
  readonly sha256: string
  readonly graph: Graph
  /** What ONNX Runtime is given to compare with: the file itself, or its graph as it was read. */
  readonly original: Uint8Array
  /** How pixel values become its input, where the reader has taken that part away: value * scale + shift. */
  readonly scaling: { readonly scale: number; readonly shift: number } | null
}

/** Larger files are no slim models, and the format ends at two gigabytes. */
const mostBytes = 2 ** 30

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > mostBytes) throw new AppError('unsupported-model', `${path} has ${Math.round(size / 2 ** 20)} MB; models up to ${mostBytes / 2 ** 20} MB are read.`)
    return await readFile(path)
  } catch (error) {
    throw mapFileError(error, path, 'cannot-read')
  }
}

type Reader = (path: string, bytes: Uint8Array) => Promise<Omit<ModelSource, 'fileName'>> | Omit<ModelSource, 'fileName'>

const sha256Of = (...parts: readonly Uint8Array[]): string => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

function unreadable(path: string, what: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('unsupported-model', `${basename(path)} is no ${what} that can be read: ${reason}`, {
    hint: 'Check that it is the right file, and whole.',
    cause,
  })
}

const readOnnx: Reader = (path, bytes) => {
  const beside = new FilesBeside(path)
  try {
    const graph = decodeModel(bytes, beside.read)
    const parts = [bytes, ...beside.files()]
    // ONNX Runtime is given bytes without a place, so weights have to be inside.
    const original = parts.length === 1 ? bytes : encodeModel(graph)
    return { format: 'onnx', bytes: parts.reduce((sum, part) => sum + part.length, 0), sha256: sha256Of(...parts), graph, original, scaling: null }
  } catch (error) {
    throw unreadable(path, 'ONNX model', error)
  }
}

const readTfjs: Reader = async (path, modelJson) => {
  const names = shardPaths(modelJson)
  const shards = new Map<string, Uint8Array>()
  for (const name of names) {
    if (name.includes('..') || name.startsWith('/')) throw new AppError('unsupported-model', `The model.json asks for "${name}", which lies outside its folder.`)
    shards.set(name, await bytesOf(join(dirname(path), name)))
  }
  const { graph, pixelScaling } = importTfjsModel({ modelJson, shards }, { name: basename(dirname(path)) })
  const parts = [modelJson, ...shards.values()]
  const bytes = parts.reduce((sum, part) => sum + part.length, 0)
  return { format: 'tfjs', bytes, sha256: sha256Of(...parts), graph, original: encodeModel(graph), scaling: pixelScaling }
}

const readTfliteSource: Reader = (path, bytes) => {
  try {
    const graph = readTflite(bytes)
    return { format: 'tflite', bytes: bytes.length, sha256: sha256Of(bytes), graph, original: encodeModel(graph), scaling: null }
  } catch (error) {
    throw unreadable(path, 'TFLite model', error)
  }
}

/** A flatbuffer names its schema in bytes 4 to 8. */
const isTflite = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(4, 8)) === 'TFL3'
const isJson = (bytes: Uint8Array): boolean => /^\s*\{/u.test(new TextDecoder('latin1').decode(bytes.subarray(0, 64)))

/** Told by contents, not by name; an ONNX file has no mark of its own and is what is left. */
const readers: readonly { readonly fits: (bytes: Uint8Array) => boolean; readonly read: Reader }[] = [
  { fits: isTflite, read: readTfliteSource },
  { fits: isJson, read: readTfjs },
  { fits: () => true, read: readOnnx },
]

/**
 * Reads a model file, or the TensorFlow.js model of a folder. Throws `not-found`, `cannot-read`, or `unsupported-model` naming what
 * cannot be read.
 */
export async function readSource(given: string): Promise<ModelSource> {
  const path = await modelFile(resolve(given))
  const bytes = await bytesOf(path)
  const reader = readers.find(({ fits }) => fits(bytes))
  if (reader === undefined || bytes.length === 0) throw new AppError('unsupported-model', `${path} is empty.`)
  return { fileName: basename(path), ...(await reader.read(path, bytes)) }
}

async function modelFile(path: string): Promise<string> {
  const facts = await stat(path).catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
  return facts.isDirectory() ? join(path, 'model.json') : path
}
