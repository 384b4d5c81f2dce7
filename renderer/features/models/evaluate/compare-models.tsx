import { useMemo, useRef } from 'react'
import { useModels } from '../../../state/queries'
import { DataTable } from '../../../ui/data-table/data-table'
import { readableTable, tableOf } from '../../../ui/data-table/table-column'
import { ErrorView } from '../../../ui/error-view'
import { EvaluationList } from '../evaluations/evaluation-list'
import { EvaluationPage } from '../evaluations/evaluation-page'
import { useEvaluationsView } from '../evaluations/evaluations-view'
import { useEvaluations } from '../evaluations/queries'
import { StartEvaluation } from '../evaluations/start-evaluation'
import { taskNames } from '../model-text'
import { useModelAnalyses } from '../queries'
import { chosenModels, type ChosenModels } from './chosen-models'
import { comparedModel } from './compared-model'
import { setComparisonChoice, useComparisonChoice } from './comparison-choice'
import { comparisonColumns } from './comparison-columns'
import { CostFigure } from './cost-figure'
import { DifferingPhotos } from './differing-photos'
import styles from './evaluate.module.css'
import { ExportMenu } from './export-menu'
import { LayerProfileFigure } from './layer-profile-figure'
import { ModelsToCompare } from './models-to-compare'

/** Models of one task side by side, and what evaluations found of them. */
export function CompareModels() {
  const evaluationId = useEvaluationsView((view) => view.evaluationId)
  const evaluation = useEvaluations().data?.find(({ id }) => id === evaluationId)
  return evaluation === undefined ? <ModelComparison /> : <EvaluationPage key={evaluation.id} evaluation={evaluation} />
}

/** What models cost without being run, where their answers differ, and what is needed to measure them. */
function ModelComparison() {
  const { entries, query } = useModels()
  const { modelIds, referenceId } = useComparisonChoice()
  const models = chosenModels(entries, modelIds, referenceId)
  if (query.error !== null) return <ErrorView error={query.error} />
  if (models === null) return <p role="status">{query.isPending ? 'Checking the model files…' : 'No model can be used.'}</p>
  const toggle = (id: string): void => {
    const ids = models.chosen.map(({ card }) => card.id)
    setComparisonChoice({ modelIds: ids.includes(id) ? ids.filter((known) => known !== id) : [...ids, id] })
  }
  return (
    <>
      <ModelsToCompare entries={entries.filter((entry) => entry.usable)} models={models} onToggle={toggle} />
      <StartEvaluation models={models} />
      <EvaluationList />
      <Comparison models={models} />
    </>
  )
}

function Comparison({ models: { task, chosen, reference } }: { readonly models: ChosenModels }) {
  const charts = useRef<HTMLDivElement>(null)
  const { analyses, error } = useModelAnalyses(chosen.map(({ card }) => card.id))
  const compared = useMemo(() => chosen.map((entry, at) => comparedModel(entry, analyses.get(entry.card.id), reference.card.id, at)), [chosen, analyses, reference])
  const profiled = useMemo(
    () =>
      compared.flatMap(({ modelId, name, color }) => {
        const analysis = analyses.get(modelId)
        return analysis === undefined ? [] : [{ name, color, analysis }]
      }),
    [compared, analyses],
  )
  const title = `${taskNames[task]} models`
  return (
    <>
      <div className={styles.line}>
        <h2>{title}</h2>
        <ExportMenu title={title} facts={[`Reference: ${reference.card.name}. MAdds and memory are for one picture of the model's input size.`]} table={tableOf(compared, comparisonColumns)} readable={readableTable(compared, comparisonColumns)} charts={charts} />
      </div>
      {error !== null && <ErrorView error={error} />}
      <DataTable label="Comparison" columns={comparisonColumns} rows={compared} keyOf={({ modelId }) => modelId} currentKey={reference.card.id} />
      <div ref={charts} className={styles.figures}>
        <CostFigure models={compared} />
        {profiled.length > 0 && <LayerProfileFigure models={profiled} />}
      </div>
      <DifferingPhotos reference={reference} others={chosen.filter((entry) => entry !== reference)} />
    </>
  )
}
