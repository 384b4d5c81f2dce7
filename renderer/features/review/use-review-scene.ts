import { useDeferredValue, useMemo } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { findingsOf, type Finding } from '../../canvas/scene'
import { useDisplay } from '../../state/display'
import { useClasses, useMeanings, usePhotoDocument } from '../../state/label-queries'
import { useModels } from '../../state/queries'
import { openFindings, type ReviewScene } from './review-scene'
import { useReviewView } from './review-view'

interface SceneAndFindings {
  /** null until the labels are here. */
  readonly scene: ReviewScene | null
  /** Every prediction, judged or not. */
  readonly findings: readonly Finding[]
}

/** Labels, predictions and classes of one photo, put together. */
export function useReviewScene(card: PhotoCard, nextId: PhotoId | undefined): SceneAndFindings {
  const { nameOf } = useModels()
  const content = usePhotoDocument(card.photo.id)?.content
  const { classes, byId } = useClasses()
  const modelIds = useMemo(() => card.answers.map(({ modelId }) => modelId), [card.answers])
  const meaningOf = useMeanings(modelIds)
  const hiddenIds = useReviewView((view) => view.hiddenIds)
  const threshold = useDeferredValue(useDisplay((display) => display.threshold))
  const findings = useMemo(() => findingsOf(card.answers, nameOf), [card.answers, nameOf])
  const scene = useMemo((): ReviewScene | null => {
    if (content === undefined) return null
    return {
      card,
      content,
      classes,
      classById: byId,
      meaningOf,
      labels: content.labels.filter(({ id }) => !hiddenIds.has(id)),
      ghosts: openFindings(findings, content.verdicts, threshold),
      nextId,
    }
  }, [card, content, classes, byId, meaningOf, hiddenIds, findings, threshold, nextId])
  return { scene, findings }
}
