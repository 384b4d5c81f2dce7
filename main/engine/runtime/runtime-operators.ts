import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { loadOnnxRuntime } from './load-onnx-runtime'

/**
 * What ONNX Runtime really runs for a graph: operators after its own optimization, with how often each occurs.
 * Integer kernels bear names such as QLinearConv; QuantizeLinear and DequantizeLinear mark the borders to float.
 */
export async function runtimeOperators(graph: Graph): Promise<ReadonlyMap<string, number>> {
  const { InferenceSession } = loadOnnxRuntime()
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-operators-'))
  try {
    const optimizedModelFilePath = join(folder, 'optimized.onnx')
    const session = await InferenceSession.create(encodeModel(graph), {
      graphOptimizationLevel: 'extended',
      optimizedModelFilePath,
      logSeverityLevel: 3,
    })
    await session.release()
    const counts = new Map<string, number>()
    for (const { opType } of decodeModel(await readFile(optimizedModelFilePath)).nodes) counts.set(opType, (counts.get(opType) ?? 0) + 1)
    return counts
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
