import { useMemo } from 'react'
import { histogramHeights, scoreHistogram } from '../../canvas/score-histogram'
import type { Finding } from '../../canvas/scene'
import { setThreshold, useDisplay } from '../../state/display'
import { ThresholdSlider } from '../../ui/threshold-slider'
import { ClassPanel } from './class-panel'
import { ObjectList } from './object-list'
import type { ReviewDesk } from './review-desk'
import type { ReviewScene } from './review-scene'
import styles from './review-panel.module.css'

const histogramBins = 40

interface ReviewPanelProps {
  readonly scene: ReviewScene
  readonly desk: ReviewDesk
  readonly findings: readonly Finding[]
  readonly titleOf: (modelId: string) => string
}

/** Classes, threshold, and everything in the photo as a list. */
export function ReviewPanel({ scene, desk, findings, titleOf }: ReviewPanelProps) {
  const threshold = useDisplay((display) => display.threshold)
  const heights = useMemo(() => histogramHeights(scoreHistogram(findings.filter(({ kind }) => kind !== 'area').map(({ score }) => score), histogramBins)), [findings])
  return (
    <aside className={styles.panel} aria-label="Labels">
      <ClassPanel scene={scene} desk={desk} />
      {findings.length > 0 && (
        <section className={styles.section} aria-label="Threshold of predictions">
          <ThresholdSlider value={threshold} heights={heights} onChange={setThreshold} />
        </section>
      )}
      <ObjectList scene={scene} titleOf={titleOf} />
    </aside>
  )
}
