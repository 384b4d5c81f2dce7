import { useDeferredValue, useMemo } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import { histogramHeights, scoreHistogram } from '../../canvas/score-histogram'
import { findingsOf, inTaskOrder, legendOf, visibleFindings } from '../../canvas/scene'
import { useAction } from '../../state/actions'
import { setThreshold, useDisplay } from '../../state/display'
import { openDialog } from '../../state/navigation'
import { useModels } from '../../state/queries'
import { showAllClasses, showModel, useClassView, useViewerView } from '../../state/viewer-view'
import { Button } from '../../ui/button'
import { ThresholdSlider } from '../../ui/threshold-slider'
import { AnswerNotes } from './answer-notes'
import { ClassLegend } from './class-legend'
import { FindingsList } from './findings-list'
import styles from './findings-panel.module.css'

const histogramBins = 40

/** Everything the models said of the photo: whose answer, from which score, which classes, one by one. */
export function FindingsPanel({ card }: { readonly card: PhotoCard }) {
  const { nameOf, titleOf } = useModels()
  const { hiddenNames, soloName, modelId } = useClassView()
  const threshold = useDisplay((display) => display.threshold)
  const deferredThreshold = useDeferredValue(threshold)
  const findings = useMemo(() => findingsOf(card.answers, nameOf), [card.answers, nameOf])
  const heights = useMemo(() => {
    const scored = findings.filter((finding) => finding.kind !== 'area' && (modelId === null || finding.modelId === modelId))
    return histogramHeights(scoreHistogram(scored.map(({ score }) => score), histogramBins))
  }, [findings, modelId])
  const shown = useMemo(
    () => visibleFindings(findings, { hiddenNames, soloName, modelId, threshold: deferredThreshold }),
    [findings, hiddenNames, soloName, modelId, deferredThreshold],
  )
  const legend = useMemo(() => legendOf(findings, { threshold: deferredThreshold, modelId }), [findings, deferredThreshold, modelId])
  useAction('viewer.show-all', showAllClasses, { enabled: soloName !== null || hiddenNames.size > 0 })

  if (card.answers.length === 0) {
    return (
      <section className={styles.section} aria-label="Findings">
        <p className={styles.hint}>No model has seen this photo yet.</p>
        <Button look="primary" onClick={() => openDialog('annotate')}>
          Annotate
        </Button>
      </section>
    )
  }
  return (
    <>
      <section className={styles.section} aria-label="Answers">
        <ModelSwitch card={card} titleOf={titleOf} />
        <AnswerNotes answers={inTaskOrder(card.answers)} titleOf={titleOf} />
        {findings.length > 0 && <ThresholdSlider value={threshold} heights={heights} onChange={setThreshold} />}
      </section>
      {legend.length > 0 && <ClassLegend legend={legend} />}
      {card.answers.some(({ status }) => status === 'done') && <FindingsList findings={shown} hidden={findings.length - shown.length} titleOf={titleOf} />}
    </>
  )
}

interface ModelSwitchProps {
  readonly card: PhotoCard
  readonly titleOf: (modelId: string) => string
}

/** Whose answers are shown, offered when several models answered. */
function ModelSwitch({ card, titleOf }: ModelSwitchProps) {
  const modelId = useViewerView((view) => view.modelId)
  if (card.answers.length < 2) return null
  const options = [{ id: null, title: 'All models' }, ...inTaskOrder(card.answers).map((answer) => ({ id: answer.modelId, title: titleOf(answer.modelId) }))]
  return (
    <label className={styles.models}>
      Answers of
      <select value={modelId ?? ''} onChange={(event) => showModel(event.currentTarget.value === '' ? null : event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id ?? ''}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  )
}
