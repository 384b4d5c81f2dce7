import type { Graph } from './graph'
import type { Tensor } from './tensor'

/** Value of a node attribute, tagged with its ONNX attribute type. Integers must be safe integers. */
export type Attribute =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'tensor'; readonly value: Tensor }
  | { readonly type: 'graph'; readonly value: Graph }
  | { readonly type: 'ints'; readonly value: readonly number[] }
  | { readonly type: 'floats'; readonly value: readonly number[] }
  | { readonly type: 'strings'; readonly value: readonly string[] }

export type AttributeType = Attribute['type']

export type AttributeMap = ReadonlyMap<string, Attribute>

export const int = (value: number): Attribute => ({ type: 'int', value })
export const float = (value: number): Attribute => ({ type: 'float', value })
export const string = (value: string): Attribute => ({ type: 'string', value })
export const ints = (...value: readonly number[]): Attribute => ({ type: 'ints', value })

/** The integer attribute `name`, or `fallback` when the node leaves it out. */
export function intAttribute(attributes: AttributeMap, name: string, fallback: number): number {
  const attribute = attributes.get(name)
  return attribute?.type === 'int' ? attribute.value : fallback
}

/** The float attribute `name`, or `fallback` when the node leaves it out. */
export function floatAttribute(attributes: AttributeMap, name: string, fallback: number): number {
  const attribute = attributes.get(name)
  return attribute?.type === 'float' ? attribute.value : fallback
}

/** The string attribute `name`, or `fallback` when the node leaves it out. */
export function stringAttribute(attributes: AttributeMap, name: string, fallback: string): string {
  const attribute = attributes.get(name)
  return attribute?.type === 'string' ? attribute.value : fallback
}

/** The integer list attribute `name`, or `fallback` when the node leaves it out. */
export function intsAttribute(attributes: AttributeMap, name: string, fallback: readonly number[]): readonly number[] {
  const attribute = attributes.get(name)
  return attribute?.type === 'ints' ? attribute.value : fallback
}
