import type { Dim, Node } from '../graph'
import type { DataType, Tensor } from '../tensor'
import { tensorNumbers } from '../tensor'

/** Type of one node output, before it gets its name. `dims` null = rank unknown. */
export interface ValueType {
  readonly dataType: DataType
  readonly dims: readonly Dim[] | null
}

/** What a shape rule may look at: the node, the types of its inputs and those inputs that are constants. */
export class ShapeContext {
  readonly node: Node
  readonly #types: (name: string) => ValueType | undefined
  readonly #constants: (name: string) => Tensor | undefined

  constructor(
    node: Node,
    types: (name: string) => ValueType | undefined,
    constants: (name: string) => Tensor | undefined,
  ) {
    this.node = node
    this.#types = types
    this.#constants = constants
  }

  has(position: number): boolean {
    return (this.node.inputs[position] ?? '') !== ''
  }

  /** Type of an input; throws Error when the input is missing or its type is not known. */
  type(position: number): ValueType {
    const type = this.#types(this.node.inputs[position] ?? '')
    if (type === undefined) throw new Error(`the type of input ${position} is not known`)
    return type
  }

  /** Extents of an input of the stated rank; throws Error for another rank, null when unknown. */
  dimsOfRank(position: number, rank: number): readonly Dim[] | null {
    const { dims } = this.type(position)
    if (dims !== null && dims.length !== rank) throw new Error(`input ${position} has rank ${dims.length}, not ${rank}`)
    return dims
  }

  /** Elements of a constant input, or undefined when it is missing or computed. */
  numbers(position: number): number[] | undefined {
    const constant = this.#constants(this.node.inputs[position] ?? '')
    return constant === undefined ? undefined : tensorNumbers(constant)
  }

  constant(position: number): Tensor | undefined {
    return this.#constants(this.node.inputs[position] ?? '')
  }
}

/** Types of all outputs of a node; throws Error with the reason when the inputs do not fit the operator. */
export type ShapeRule = (context: ShapeContext) => readonly ValueType[]

/** `axis` counted from the front; throws RangeError outside -rank..rank-1. */
export function frontAxis(axis: number, rank: number): number {
  const front = axis < 0 ? axis + rank : axis
  if (front < 0 || front >= rank) throw new RangeError(`axis ${axis} is outside a tensor of rank ${rank}`)
  return front
}
