import { useMemo } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { Label } from '#core/model/label'
import type { Task } from '#core/model/prediction'
import type { ComparedSide } from '../../canvas/compare-stage'
import { maskPicture } from '../../canvas/mask-picture'
import { rasterOf } from '../../canvas/mask-raster'
import { findingsOf } from '../../canvas/scene'
import { useDisplay } from '../../state/display'
import { useClasses, usePhotoDocument } from '../../state/label-queries'
import { useMask, useModels } from '../../state/queries'
import { classColor } from '../../ui/class-color'
import { comparedFindings } from './compared-findings'
import { comparableLabels, objectsOfFindings, objectsOfLabels } from './compared-objects'
import type { SourceId } from './compare-sources'
import type { ComparedObject } from './differences'

const noLabels: readonly Label[] = []
const longestMaskSidePx = 1600
const edgeSamples = 2

interface SideWanted {
  readonly source: SourceId
  readonly task: Task
  /** One colour for everything of the side, so that two sides above each other can be told apart; null keeps class colours. */
  readonly color: string | null
}

/** What one source says of the photo, to be drawn and to be compared. */
export function useComparedSide(card: PhotoCard, { source, task, color }: SideWanted): { readonly side: ComparedSide; readonly objects: readonly ComparedObject[] } {
  const { nameOf } = useModels()
  const { byId } = useClasses()
  const threshold = useDisplay((display) => display.threshold)
  const allLabels = usePhotoDocument(card.photo.id)?.content.labels ?? noLabels
  const modelId = source.kind === 'model' ? source.modelId : null
  const answer = card.answers.find((known) => known.modelId === modelId)
  const mask = useMask(card.photo.id, modelId, answer?.hasMask === true).data
  const labels = useMemo(() => (source.kind === 'labels' ? comparableLabels(allLabels, task) : noLabels), [source.kind, allLabels, task])
  const findings = useMemo(
    () => (answer === undefined ? [] : comparedFindings(findingsOf([answer], nameOf), threshold)),
    [answer, nameOf, threshold],
  )

  const picture = useMemo(() => {
    if (mask === undefined || modelId === null) return null
    return maskPicture(rasterOf(mask, longestMaskSidePx), (index) => (index === 0 ? null : (color ?? classColor(nameOf(modelId, index)))), edgeSamples)
  }, [mask, modelId, color, nameOf])

  return useMemo(
    () => ({
      side: {
        boxes: findings.filter(({ kind }) => kind === 'box'),
        labels,
        mask: picture,
        boxColorOf: ({ name }) => color ?? classColor(name),
        look: { colorOf: ({ classId }) => color ?? byId.get(classId)?.color ?? '#ffffff', nameOf: ({ classId }) => byId.get(classId)?.name ?? '' },
      },
      objects: modelId === null ? objectsOfLabels(labels, byId, card.photo) : objectsOfFindings(findings),
    }),
    [findings, labels, picture, color, byId, modelId, card.photo],
  )
}
