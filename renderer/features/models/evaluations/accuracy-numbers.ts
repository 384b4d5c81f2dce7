import type { ChartTable } from '../../../ui/chart/chart-table'
import { formatPercent } from '../../../ui/format'
import { differenceText, estimateText } from './estimate-text'
import type { EvaluatedRow } from './evaluated-row'

/** The accuracy of the models as people read it, for a page on paper. */
export function accuracyNumbers(rows: readonly EvaluatedRow[]): ChartTable {
  const figures = rows[0]?.model.accuracy ?? []
  return {
    columns: ['Model', ...figures.flatMap(({ name }) => [name, `${name} to the reference`]), 'Agreement with reference'],
    rows: rows.map(({ model, isReference }) => [
      model.name,
      ...model.accuracy.flatMap(({ estimate, difference }) => [estimateText(estimate), difference === null ? 'reference' : differenceText(difference)]),
      model.agreement === null ? (isReference ? 'reference' : '–') : formatPercent(model.agreement),
    ]),
  }
}
