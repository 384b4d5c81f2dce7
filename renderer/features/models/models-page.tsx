import type { ReactNode } from 'react'
import { openDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Segmented } from '../../ui/segmented'
import { cx } from '../../ui/cx'
import page from '../../ui/page.module.css'
import { ComparisonContext, type Comparison } from './comparison-context'
import { CompareModels } from './evaluate/compare-models'
import { ModelList } from './model-list'
import { setModelsView, useModelsView, type ModelsPart } from './models-view'
import styles from './models-page.module.css'
import { TrainingContext, type TrainingReport } from './training-context'

const parts: readonly { readonly value: ModelsPart; readonly label: string }[] = [
  { value: 'models', label: 'Models' },
  { value: 'comparison', label: 'Compare' },
]

const partViews: Readonly<Record<ModelsPart, () => ReactNode>> = {
  models: () => <ModelList />,
  comparison: () => <CompareModels />,
}

interface ModelsPageProps {
  readonly comparison: Comparison
  readonly training: TrainingReport
}

/** What can be run, how big and how fast it is, where it comes from, and how models compare. */
export function ModelsPage({ comparison, training }: ModelsPageProps) {
  const part = useModelsView((view) => view.part)
  return (
    <section className={cx(page.page, styles.page)} aria-label="Models">
      <header className={styles.head}>
        <h1>Models</h1>
        <Segmented label="Part" value={part} options={parts} onChange={(value) => setModelsView({ part: value })} />
        <Button onClick={() => openDialog('import-model')}>Add a model…</Button>
      </header>
      <TrainingContext value={training}>
        <ComparisonContext value={comparison}>{partViews[part]()}</ComparisonContext>
      </TrainingContext>
    </section>
  )
}
