import type { ClassId } from '#core/model/label'

/** The order with one class moved up or down by a place. */
export function movedClass(order: readonly ClassId[], at: number, step: 1 | -1): ClassId[] {
  const moved = [...order]
  const [taken] = moved.splice(at, 1)
  if (taken !== undefined) moved.splice(at + step, 0, taken)
  return moved
}
