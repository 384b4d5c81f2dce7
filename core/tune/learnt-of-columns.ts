import type { ClassLabel } from '#core/model/model-card'
import type { ClassPlan } from './class-plan'

/** The learnt class of each column of a tuned model, null for those that were not learnt. */
export function learntOfColumns(labels: readonly ClassLabel[], { learnt, parentColumns, kept }: ClassPlan): readonly (number | null)[] {
  const ofColumn = new Map<number, number>()
  if (kept === 'extend') for (const [index, column] of parentColumns.entries()) if (column !== null) ofColumn.set(column, index)
  return labels.map(({ name }, column) => {
    const known = ofColumn.get(column)
    if (known !== undefined) return known
    const index = learnt.indexOf(name)
    return index === -1 ? null : index
  })
}

/** The learnt class of each column of the parent. */
export function learntOfParent(columns: number, { parentColumns }: ClassPlan): readonly (number | null)[] {
  return Array.from({ length: columns }, (_, column) => {
    const index = parentColumns.indexOf(column)
    return index === -1 ? null : index
  })
}
