import { intsAttribute } from '../attribute'
import { freshName } from '../fresh-name'
import type { Node, ValueInfo } from '../graph'
import type { GraphIndex } from '../graph-index'
import { int64Tensor, tensorNumbers } from '../tensor'
import type { RebuiltNode } from './rebuild-graph'

/**
 * A Reshape whose constant target counts the cells of a map, with -1 in place of that count so that it holds for maps of any size;
 * any other node as it is. Throws Error when no extent of the target is a multiple of the map's cells.
 * `infos` are the types before the change.
 */
export function freeReshape(index: GraphIndex, node: Node, infos: ReadonlyMap<string, ValueInfo>): RebuiltNode {
  const target = node.opType === 'Reshape' ? index.constantOf(node.inputs[1]) : undefined
  const cells = mapCells(index, node, infos)
  if (target === undefined || cells === null) return { node }
  const extents = tensorNumbers(target)
  if (extents.includes(-1)) return { node }
  const place = extents.findIndex((extent, axis) => axis > 0 && extent > 0 && extent % cells === 0)
  if (place === -1) throw new Error(`Reshape "${node.name}" to [${extents.join(', ')}] does not count the ${cells} cells of its map.`)
  const name = freshName(index.graph, `${node.name}/free_shape`)
  const freed = extents.map((extent, axis) => (axis === place ? -1 : extent))
  return {
    node: { ...node, inputs: [node.inputs[0] ?? '', name] },
    constants: new Map([[name, int64Tensor([freed.length], freed)]]),
  }
}

/** Rows x columns of the map that a node reads, channels first or last told by the Transpose before it; null for no map. */
function mapCells(index: GraphIndex, node: Node, infos: ReadonlyMap<string, ValueInfo>): number | null {
  const dims = infos.get(node.inputs[0] ?? '')?.dims
  if (dims?.length !== 4) return null
  const [, first, second, third] = dims
  if (typeof first !== 'number' || typeof second !== 'number' || typeof third !== 'number') return null
  const producer = index.producerOf(node.inputs[0])
  const order = producer?.opType === 'Transpose' ? intsAttribute(producer.attributes, 'perm', []) : []
  return order.at(-1) === 1 ? first * second : second * third
}
