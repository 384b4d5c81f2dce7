import type { AttributeMap } from './attribute'
import type { DataType, Tensor } from './tensor'

/** Extent of an axis: known, named (`N`, equal wherever the name is equal), or unknown (`null`). */
export type Dim = number | string | null

/** Name, element type and extents of a value; `dims` is null when even the rank is unknown. */
export interface ValueInfo {
  readonly name: string
  readonly dataType: DataType
  readonly dims: readonly Dim[] | null
}

/** One operator call. An input of `''` is an optional input left out. */
export interface Node {
  readonly name: string
  readonly opType: string
  /** `''` is the standard ONNX operator set. */
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: AttributeMap
}

/**
 * An ONNX model as a value: never changed in place, edited by `applyEdit`.
 * Nodes stand in topological order; every value has one definition (input, initializer or node output).
 */
export interface Graph {
  readonly name: string
  readonly opsets: ReadonlyMap<string, number>
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly nodes: readonly Node[]
  readonly initializers: ReadonlyMap<string, Tensor>
  /** Known infos of values between inputs and outputs. */
  readonly valueInfos: ReadonlyMap<string, ValueInfo>
  readonly metadata: ReadonlyMap<string, string>
}
