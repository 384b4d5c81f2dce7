import type { CommandArguments } from '#core/contract/index'
import type { EvaluationId } from '#core/contract/evaluation'
import { differencesCsv, reportCsv } from '#core/evaluate/export/report-csv'
import { reportHtml } from '#core/evaluate/export/report-html'
import { writeWhole } from '../../write-whole'
import type { Evaluator } from './evaluator'

type Kind = CommandArguments<'evaluation.export'>['kind']

const texts: Readonly<Record<Kind, (evaluator: Evaluator, id: EvaluationId) => string>> = {
  csv: (evaluator, id) => reportCsv(evaluator.report(id)),
  'differences-csv': (evaluator, id) => {
    evaluator.report(id)
    return differencesCsv(evaluator.stored.differences(id, null, 0, -1).differences)
  },
  html: (evaluator, id) => reportHtml(evaluator.report(id)),
}

/** Writes a stored report. Throws `not-found` before its end, `cannot-write` or `disk-full`. */
export async function exportEvaluation(evaluator: Evaluator, id: EvaluationId, kind: Kind, path: string): Promise<{ readonly path: string; readonly bytes: number }> {
  const bytes = Buffer.from(texts[kind](evaluator, id))
  return { path: await writeWhole(path, bytes), bytes: bytes.length }
}
