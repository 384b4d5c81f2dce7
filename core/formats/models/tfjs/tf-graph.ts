import type { DataType, Tensor } from '#core/onnx/tensor'

/** One node attribute of a TensorFlow GraphDef in JSON form, decoded. */
export interface TfAttribute {
  readonly text?: string
  readonly int?: number
  readonly float?: number
  readonly flag?: boolean
  readonly dataType?: DataType
  /** Extents with -1 where unknown; null when the rank is unknown. */
  readonly shape?: readonly number[] | null
  readonly ints?: readonly number[]
  readonly texts?: readonly string[]
}

/** Output `port` of node `node`. */
export interface TfRef {
  readonly node: string
  readonly port: number
}

export interface TfNode {
  readonly name: string
  readonly op: string
  /** Data inputs only: control inputs order execution, which a pure graph does not need. */
  readonly inputs: readonly TfRef[]
  readonly attributes: ReadonlyMap<string, TfAttribute>
}

/** A TensorFlow inference graph with its constants as tensors (NHWC, as stored). */
export interface TfGraph {
  readonly nodes: ReadonlyMap<string, TfNode>
  readonly constants: ReadonlyMap<string, Tensor>
  /** Outputs the model's signature names; empty when it has none. */
  readonly signatureOutputs: readonly TfRef[]
}

/** Reads `node`, `node:port`; null for a control input `^node`. */
export function parseTfRef(text: string): TfRef | null {
  if (text.startsWith('^')) return null
  const colon = text.lastIndexOf(':')
  const port = colon === -1 ? NaN : Number(text.slice(colon + 1))
  return Number.isInteger(port) ? { node: text.slice(0, colon), port } : { node: text, port: 0 }
}

export function tfRefKey(ref: TfRef): string {
  return `${ref.node}:${ref.port}`
}
