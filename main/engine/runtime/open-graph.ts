import { AppError } from '#core/contract/errors'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'
import type { GraphRunner } from '#core/quantize/calibration-source'
import { loadOnnxRuntime } from './load-onnx-runtime'

export interface GraphRunnerOptions {
  readonly threads: number
}

/** Loads a graph made in memory. Throws AppError `unsupported-model` when ONNX Runtime refuses it. */
export async function openGraph(graph: Graph, { threads }: GraphRunnerOptions): Promise<GraphRunner> {
  const { InferenceSession, Tensor } = loadOnnxRuntime()
  const session = await InferenceSession.create(encodeModel(graph), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    logSeverityLevel: 3,
  }).catch((error: unknown) => {
    throw new AppError('unsupported-model', `"${graph.name}" cannot be loaded by ONNX Runtime.`, { cause: error })
  })
  const inputName = graph.inputs[0]?.name ?? ''
  return {
    run: async (input) => {
      const outputs: Record<string, TensorOf<'float32'>> = {}
      // A graph that was cut down to what depends on no input declares none.
      const feeds = session.inputNames.includes(inputName) ? { [inputName]: new Tensor('float32', input.data, input.dims) } : {}
      for (const [name, tensor] of Object.entries(await session.run(feeds))) {
        if (!(tensor.data instanceof Float32Array)) throw new AppError('model-failed', `Output ${name} holds ${tensor.type}, not float32.`)
        outputs[name] = { dataType: 'float32', dims: tensor.dims, data: tensor.data }
      }
      return outputs
    },
    close: () => session.release(),
  }
}
