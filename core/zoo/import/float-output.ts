import { AppError } from '#core/contract/errors'
import { int } from '#core/onnx/attribute'
import { DATA_TYPE_CODES } from '#core/onnx/codec/data-type-codes'
import type { Graph } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import type { GraphDraft } from './graph-draft'
import { producerBehindViews } from './producer-behind-views'

/** Reads outputs of the source graph as float32, whatever they are stored as. */
export class OutputSource {
  readonly draft: GraphDraft
  readonly #graph: Graph
  readonly #index: GraphIndex

  constructor(draft: GraphDraft, graph: Graph) {
    this.draft = draft
    this.#graph = graph
    this.#index = new GraphIndex(graph)
  }

  /** Name of a float32 value with the output's numbers. Throws AppError `bad-input` for an unknown name. */
  float(name: string): string {
    const output = this.#graph.outputs.find((candidate) => candidate.name === name)
    if (output === undefined) {
      throw new AppError('bad-input', `The model has no output "${name}".`, { hint: `Outputs: ${this.#graph.outputs.map((known) => known.name).join(', ')}.` })
    }
    if (output.dataType === 'float32') return name
    const producer = this.#index.producerOf(name)
    if (producer?.opType === 'QuantizeLinear') return this.draft.after(`import/${name}`, 'DequantizeLinear', [name, ...producer.inputs.slice(1)])
    return this.draft.after(`import/${name}`, 'Cast', [name], { to: int(DATA_TYPE_CODES.float32) })
  }

  /** What a softmax behind nothing but changes of shape and coding reads, so that the app has the logits; null where there is none. */
  logitsBefore(name: string): string | null {
    const softmax = producerBehindViews(this.#index, name)
    return softmax?.opType === 'Softmax' ? (softmax.inputs[0] ?? null) : null
  }
}
