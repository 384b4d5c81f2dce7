import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { carefulStatic } from '#core/quantize/forms/static-options'
import type { QuantizeReport } from '#core/quantize/quantize-model'
import { quantizeModel } from '#core/quantize/quantize-model'
import type { ModelFile } from '../../engine/runtime/photo-pool'
import { calibrateOnFiles } from '../../engine/services/quantize/file-calibration'

export interface QuantizedModel {
  readonly model: ModelFile
  readonly report: QuantizeReport
  readonly seconds: number
}

/** A model file under another card: same id, its own bytes. */
export async function modelFileAt(original: ModelFile, path: string): Promise<ModelFile> {
  const bytes = await readFile(path)
  return { path, card: { ...original.card, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } }
}

/** Quantizes a shipped model with the automatic recipe on photo files and stores the result in a folder. */
export async function quantizeShipped(original: ModelFile, files: readonly string[], folder: string): Promise<QuantizedModel> {
  const startedMs = performance.now()
  const photos = files.map((path) => ({ path, correctness: null }))
  const hooks = { progress: () => undefined, signal: { aborted: false } }
  const calibration = await calibrateOnFiles(original.card, photos, 2, hooks)
  try {
    const graph = decodeModel(await readFile(original.path))
    const result = await quantizeModel(graph, { ...carefulStatic, goal: null }, { calibration, heldOut: null }, hooks)
    await mkdir(folder, { recursive: true })
    const path = join(folder, `${original.card.id}-int8.onnx`)
    await writeFile(path, encodeModel(result.graph))
    return { model: await modelFileAt(original, path), report: result.report, seconds: (performance.now() - startedMs) / 1000 }
  } finally {
    await calibration.close()
  }
}
