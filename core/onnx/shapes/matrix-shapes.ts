import { intAttribute } from '../attribute'
import { broadcastDims } from './broadcast-dims'
import type { ShapeRule } from './shape-rule'

const gemm: ShapeRule = (context) => {
  const { attributes } = context.node
  const { dataType } = context.type(0)
  const a = context.dimsOfRank(0, 2)
  const b = context.dimsOfRank(1, 2)
  if (a === null || b === null) return [{ dataType, dims: null }]
  const transA = intAttribute(attributes, 'transA', 0)
  const transB = intAttribute(attributes, 'transB', 0)
  const inner = [a[1 - transA], b[transB]]
  if (inner.every((dim) => typeof dim === 'number') && inner[0] !== inner[1]) {
    throw new Error(`inner extents ${inner.join(' and ')} differ`)
  }
  return [{ dataType, dims: [a[transA] ?? null, b[1 - transB] ?? null] }]
}

const matMul: ShapeRule = (context) => {
  const { dataType, dims: a } = context.type(0)
  const { dims: b } = context.type(1)
  if (a === null || b === null) return [{ dataType, dims: null }]
  if (a.length < 2 || b.length < 2) throw new Error('vectors in MatMul are not supported')
  const inner = [a[a.length - 1], b[b.length - 2]]
  if (inner.every((dim) => typeof dim === 'number') && inner[0] !== inner[1]) {
    throw new Error(`inner extents ${inner.join(' and ')} differ`)
  }
  const stack = broadcastDims([a.slice(0, -2), b.slice(0, -2)])
  return [{ dataType, dims: [...stack, a[a.length - 2] ?? null, b[b.length - 1] ?? null] }]
}

/** Shape rules of matrix products. */
export const matrixShapes: ReadonlyMap<string, ShapeRule> = new Map<string, ShapeRule>([
  ['Gemm', gemm],
  ['MatMul', matMul],
])
