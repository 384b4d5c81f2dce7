/** A name the pickle refers to, such as a class; nothing is looked up or loaded. */
export interface PickleGlobal {
  readonly kind: 'global'
  /** Module and name, such as `torch._utils._rebuild_tensor_v2`. */
  readonly path: string
}

/** A call the pickle asks for, kept as data and never made. */
export interface PickleCall {
  readonly kind: 'call'
  readonly callee: PickleGlobal
  readonly parameters: readonly PickleValue[]
  /** Items set on the result afterwards, when it is dictionary-like. */
  readonly entries: Map<PickleValue, PickleValue>
}

/** An object kept outside the pickle, by whatever names it there. */
export interface PicklePersistent {
  readonly kind: 'persistent'
  readonly id: PickleValue
}

export interface PickleTuple {
  readonly kind: 'tuple'
  readonly items: readonly PickleValue[]
}

export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleTuple
  | PickleGlobal
  | PickleCall
  | PicklePersistent

/** The items of a tuple or list; null for anything else. */
export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | null {
  if (Array.isArray(value)) return value
  return isKind(value, 'tuple') ? value.items : null
}

export function isKind<K extends 'global' | 'call' | 'persistent' | 'tuple'>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
