import type { Graph } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'

export type NamedTensors = Readonly<Record<string, TensorOf<'float32'>>>

/** A graph of several inputs loaded by a runtime: float outputs by name for float inputs by name. */
export interface FedGraphRunner {
  run(feeds: NamedTensors): Promise<NamedTensors>
  close(): Promise<void>
}

/** Loads a graph so that equal inputs give equal bits. Throws AppError `unsupported-model` when the runtime refuses it. */
export type OpenFedGraph = (graph: Graph) => Promise<FedGraphRunner>
