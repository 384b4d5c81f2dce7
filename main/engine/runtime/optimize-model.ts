import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import { loadOnnxRuntime } from './load-onnx-runtime'

/**
 * The model in ONNX Runtime's own file form. Never with all optimisations: on a desktop these bake in a layout of its processor,
 * for which phones have no kernels. `extended` suits a phone's processor; its fused convolutions are not taken by NNAPI and
 * XNNPACK, for which `basic` is. Throws AppError `unsupported-model`.
 */
export async function optimizeForPhones(bytes: Uint8Array, level: 'basic' | 'extended'): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-ort-'))
  const path = join(folder, 'model.ort')
  try {
    const session = await loadOnnxRuntime().InferenceSession.create(bytes, {
      graphOptimizationLevel: level,
      optimizedModelFilePath: path,
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
      extra: { session: { save_model_format: 'ORT' } },
    })
    await session.release()
    return await readFile(path)
  } catch (error) {
    throw new AppError('unsupported-model', 'ONNX Runtime cannot write this model in its own form.', { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
