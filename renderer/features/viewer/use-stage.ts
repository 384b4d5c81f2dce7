import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { Label } from '#core/model/label'
import { maskPicture } from '../../canvas/mask-picture'
import { rasterOf } from '../../canvas/mask-raster'
import { showsName, visibleFindings, type Finding } from '../../canvas/scene'
import { usePicture } from '../../canvas/use-picture'
import { ViewerStage, type StageContent, type StageMask } from '../../canvas/viewer-stage'
import { useDisplay } from '../../state/display'
import { useClasses, usePhotoDocument } from '../../state/label-queries'
import { presentError } from '../../state/notices'
import { useMask } from '../../state/queries'
import { hoverFinding, selectFinding, toggleSolo, useViewerView } from '../../state/viewer-view'
import { classColor } from '../../ui/class-color'
import { formatZoom } from '../../ui/format'

/** Finer masks would cost more than a screen can show. */
const longestMaskSidePx = 1600
const noLabels: readonly Label[] = []

interface StageOptions {
  readonly frameRef: RefObject<HTMLDivElement | null>
  readonly photoRef: RefObject<HTMLCanvasElement | null>
  readonly overlayRef: RefObject<HTMLCanvasElement | null>
  readonly zoomRef: RefObject<HTMLOutputElement | null>
  readonly card: PhotoCard
  readonly findings: readonly Finding[]
  readonly nameOf: (modelId: string, classIndex: number) => string
}

/** Builds the stage on its elements and feeds it; pointer moves and threshold changes go past React. */
export function useStage({ frameRef, photoRef, overlayRef, zoomRef, card, findings, nameOf }: StageOptions) {
  const [stage, setStage] = useState<ViewerStage | null>(null)
  const nameAtRef = useRef<(classIndex: number) => string | null>(() => null)

  useEffect(() => {
    const frame = frameRef.current
    const zoom = zoomRef.current
    if (frame === null || photoRef.current === null || overlayRef.current === null) return
    const created = new ViewerStage(frame, photoRef.current, overlayRef.current, {
      onHover: (box) => {
        hoverFinding(box?.key ?? null)
        frame.toggleAttribute('data-over-box', box !== null)
      },
      onPick: (box, classIndex) => {
        const name = classIndex === null ? null : nameAtRef.current(classIndex)
        const { selectedKey, soloName } = useViewerView.getState()
        selectFinding(box === null || box.key === selectedKey ? null : box.key)
        if (name !== null) toggleSolo(name)
        else if (box === null && soloName !== null) toggleSolo(soloName)
      },
      onZoom: (value) => {
        if (zoom !== null) zoom.textContent = formatZoom(value)
      },
    })
    setStage(created)
    return () => created.destroy()
  }, [frameRef, photoRef, overlayRef, zoomRef])

  const failure = usePicture(stage?.view ?? null, card.photo)
  const mask = useStageMask(stage, card, nameOf, nameAtRef)
  const { byId } = useClasses()
  const labels = usePhotoDocument(card.photo.id)?.content.labels ?? noLabels
  const look = useMemo(
    (): StageContent['look'] => ({ colorOf: ({ classId }) => byId.get(classId)?.color ?? '#ffffff', nameOf: ({ classId }) => byId.get(classId)?.name ?? '' }),
    [byId],
  )

  useEffect(() => {
    if (stage === null) return
    const update = (): void => {
      const view = useViewerView.getState()
      const { threshold, showBoxes, showMasks } = useDisplay.getState()
      const boxes = showBoxes ? visibleFindings(findings, { ...view, threshold }).filter(({ kind }) => kind === 'box') : []
      const shownLabels = labels.filter(({ geometry }) => (geometry.kind === 'mask' ? showMasks : showBoxes))
      stage.setContent({ boxes, labels: shownLabels, look, mask, hoveredKey: view.hoveredKey, selectedKey: view.selectedKey })
    }
    update()
    const stops = [useViewerView.subscribe(update), useDisplay.subscribe(update)]
    return () => stops.forEach((stop) => stop())
  }, [stage, findings, mask, labels, look])

  return { stage, failure }
}

function useStageMask(
  stage: ViewerStage | null,
  card: PhotoCard,
  nameOf: StageOptions['nameOf'],
  nameAtRef: RefObject<(classIndex: number) => string | null>,
): StageMask | null {
  const showMasks = useDisplay((display) => display.showMasks)
  const modelId = useViewerView((view) => view.modelId)
  const hiddenNames = useViewerView((view) => view.hiddenNames)
  const soloName = useViewerView((view) => view.soloName)
  const answer = card.answers.find((known) => known.hasMask && (modelId === null || known.modelId === modelId))
  const maskModelId = answer?.modelId ?? null
  const { data } = useMask(card.photo.id, maskModelId, showMasks)

  const raster = useMemo(() => {
    if (data === undefined) return null
    try {
      return rasterOf(data, longestMaskSidePx)
    } catch (error) {
      presentError(error)
      return null
    }
  }, [data])

  const mask = useMemo(() => {
    if (raster === null || stage === null || maskModelId === null || !showMasks) return null
    const name = (index: number): string | null => (index === 0 ? null : nameOf(maskModelId, index))
    const edgePx = Math.max(1, Math.round((stage.view.photoPxPerFittedPx() * raster.width) / Math.max(1, card.photo.width)))
    const colorOf = (index: number): string | null => {
      const shown = name(index)
      return shown !== null && showsName({ hiddenNames, soloName }, shown) ? classColor(shown) : null
    }
    return { picture: maskPicture(raster, colorOf, edgePx), raster }
  }, [raster, stage, maskModelId, showMasks, nameOf, hiddenNames, soloName, card.photo.width])

  useEffect(() => {
    nameAtRef.current = (index) => (index === 0 || maskModelId === null ? null : nameOf(maskModelId, index))
  }, [nameAtRef, maskModelId, nameOf])
  return mask
}
