import { AppError } from '#core/contract/errors'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'
import type { FedGraphRunner } from '#core/tune/backprop/fed-graph-runner'
import { loadOnnxRuntime } from './load-onnx-runtime'

/**
 * Loads a graph of several float inputs. The number of threads is fixed: it decides how sums are split, and so their last bits.
 * Throws AppError `unsupported-model` when ONNX Runtime refuses it.
 */
export async function openFedGraph(graph: Graph, { threads }: { readonly threads: number }): Promise<FedGraphRunner> {
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
  return {
    run: async (feeds) => {
      const tensors = Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]))
      const outputs: Record<string, TensorOf<'float32'>> = {}
      for (const [name, tensor] of Object.entries(await session.run(tensors))) {
        if (!(tensor.data instanceof Float32Array)) throw new AppError('model-failed', `Output ${name} holds ${tensor.type}, not float32.`)
        outputs[name] = { dataType: 'float32', dims: tensor.dims, data: tensor.data }
      }
      return outputs
    },
    close: () => session.release(),
  }
}
