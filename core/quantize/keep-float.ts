/** Node names and operators left as they are. */
export interface KeepFloat {
  readonly nodes: readonly string[]
  readonly opTypes: readonly string[]
}

/** True when the list names the node or its operator. */
export function isKept(keep: KeepFloat, node: { readonly name: string; readonly opType: string }): boolean {
  return keep.nodes.includes(node.name) || keep.opTypes.includes(node.opType)
}
