import type * as OnnxRuntime from 'onnxruntime-web/wasm'
import type { NamedTensors } from '#core/bundle/parity'
import type { PageModel } from '#core/bundle/page-exchange'
import type { FloatTensor } from '#core/zoo/family'
import type { ProviderId, RunChoice } from './capabilities'

type Runtime = typeof OnnxRuntime

interface Variant {
  load(): Promise<Runtime>
  readonly file: string
  readonly executionProvider: 'wasm' | 'webgpu'
}

/** The smallest build of ONNX Runtime Web that can do each. */
const variants: Readonly<Record<ProviderId, Variant>> = {
  WASM: { load: () => import('onnxruntime-web/wasm'), file: 'ort-wasm-simd-threaded', executionProvider: 'wasm' },
  WebGPU: { load: () => import('onnxruntime-web/jspi'), file: 'ort-wasm-simd-threaded.jspi', executionProvider: 'webgpu' },
}

/** A model that is ready to run in this browser. */
export class LoadedModel {
  readonly model: PageModel
  readonly choice: RunChoice
  /** From the bytes to the first possible run; without the way over the network. */
  readonly loadMs: number
  readonly runtimeVersion: string
  readonly #runtime: Runtime
  readonly #session: OnnxRuntime.InferenceSession

  private constructor(model: PageModel, choice: RunChoice, runtime: Runtime, session: OnnxRuntime.InferenceSession, loadMs: number) {
    this.model = model
    this.choice = choice
    this.loadMs = loadMs
    this.runtimeVersion = runtime.env.versions.web ?? ''
    this.#runtime = runtime
    this.#session = session
  }

  /** Throws Error with what ONNX Runtime says. */
  static async load(model: PageModel, bytes: Uint8Array, choice: RunChoice): Promise<LoadedModel> {
    const variant = variants[choice.provider]
    const runtime = await variant.load()
    runtime.env.wasm.wasmPaths = { mjs: `/runtime/${variant.file}.mjs`, wasm: `/runtime/${variant.file}.wasm` }
    runtime.env.wasm.numThreads = choice.threads
    runtime.env.logLevel = 'error'
    const startedMs = performance.now()
    const session = await runtime.InferenceSession.create(bytes, { executionProviders: [variant.executionProvider] })
    return new LoadedModel(model, choice, runtime, session, performance.now() - startedMs)
  }

  /** One run; outputs by the names that the answers' code knows. */
  async run(input: FloatTensor): Promise<NamedTensors> {
    const { file } = this.model
    const results = await this.#session.run({ [file.input.name]: new this.#runtime.Tensor('float32', input.data, input.dims) })
    const outputs: Record<string, FloatTensor> = {}
    for (const { name, output } of file.outputs) {
      const tensor = results[name]
      if (tensor !== undefined && tensor.data instanceof Float32Array) outputs[output] = { dims: tensor.dims, data: tensor.data }
    }
    return outputs
  }

  async release(): Promise<void> {
    await this.#session.release()
  }
}
