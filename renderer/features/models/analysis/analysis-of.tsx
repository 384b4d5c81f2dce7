import type { ReactNode } from 'react'
import type { ModelAnalysis } from '#core/contract/model-insight'
import { Button } from '../../../ui/button'
import { ErrorView } from '../../../ui/error-view'
import { useModelAnalysis } from '../queries'
import styles from './analysis.module.css'
import { totalTiles } from './analysis-text'

interface AnalysisOfProps {
  readonly modelId: string
  readonly children: (analysis: ModelAnalysis) => ReactNode
}

/** The sums of a model's graph, and below them what is made of the analysis. */
export function AnalysisOf({ modelId, children }: AnalysisOfProps) {
  const { data, error, refetch } = useModelAnalysis(modelId)
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  if (data === undefined) return <p role="status">Reading the graph…</p>
  return (
    <>
      <dl className={styles.tiles}>
        {totalTiles(data).map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={styles.value}>{value}</dd>
            <dd className={styles.soft} title={note}>
              {note}
            </dd>
          </div>
        ))}
      </dl>
      {data.unknownValues.length > 0 && <p className={styles.soft}>{`The size of ${data.unknownValues.length} values is not known; their share is missing in the memory above.`}</p>}
      {children(data)}
    </>
  )
}
