import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import { EditorStage } from '../../canvas/editor-stage'
import { maskPicture } from '../../canvas/mask-picture'
import { rasterOf } from '../../canvas/mask-raster'
import { usePicture } from '../../canvas/use-picture'
import { useMask } from '../../state/queries'
import { classColor } from '../../ui/class-color'
import { formatZoom } from '../../ui/format'
import type { ReviewDesk } from './review-desk'
import type { ReviewScene } from './review-scene'
import { hoverObject, selectObject, useReviewView } from './review-view'
import { createToolHost, createTools, type ShownMask } from './tool-host'

/** Finer masks would cost more than a screen can show. */
const longestMaskSidePx = 1600

interface StageElements {
  readonly frameRef: RefObject<HTMLDivElement | null>
  readonly photoRef: RefObject<HTMLCanvasElement | null>
  readonly labelsRef: RefObject<HTMLCanvasElement | null>
  readonly toolRef: RefObject<HTMLCanvasElement | null>
  readonly zoomRef: RefObject<HTMLOutputElement | null>
}

/** Builds the stage and its tools on the elements and feeds them; pointer moves go past React. */
export function useEditorStage({ frameRef, photoRef, labelsRef, toolRef, zoomRef }: StageElements, scene: ReviewScene, desk: ReviewDesk) {
  const [stage, setStage] = useState<EditorStage | null>(null)
  const shownMaskRef = useRef<ShownMask | null>(null)
  
  useEffect(() => {
    if (frameRef.current === null || photoRef.current === null || labelsRef.current === null || toolRef.current === null) return
    const created = new EditorStage(
      frameRef.current,
      { photo: photoRef.current, labels: labelsRef.current, tool: toolRef.current },
      {
        onHover: hoverObject,
        onPickNothing: () => selectObject(null),
        onZoom: (value) => {
          if (zoomRef.current !== null) zoomRef.current.textContent = formatZoom(value)
        },
      },
    )
    const tools = createTools(createToolHost(desk, created, () => shownMaskRef.current))
    created.setTool(tools[useReviewView.getState().tool])
    const stop = useReviewView.subscribe((view, before) => {
      if (view.tool !== before.tool) created.setTool(tools[view.tool])
      if (view.brushRadiusPx !== before.brushRadiusPx) created.repaint()
    })
    setStage(created)
    return () => {
      stop()
      created.destroy()
    }
  }, [frameRef, photoRef, labelsRef, toolRef, zoomRef, desk])

  const failure = usePicture(stage?.view ?? null, scene.card.photo)
  const ghostMask = useGhostMask(stage, scene, shownMaskRef)

  useEffect(() => {
    if (stage === null) return
    const update = (): void => {
      const { ghostsShown, hoveredKey, selectedKey, corner } = useReviewView.getState()
      const { classById, meaningOf } = scene
      stage.setContent({
        labels: scene.labels,
        colorOf: ({ classId }) => classById.get(classId)?.color ?? '#ffffff',
        nameOf: ({ classId }) => classById.get(classId)?.name ?? '',
        ghosts: ghostsShown ? scene.ghosts : [],
        ghostColorOf: ({ modelId, classIndex, name }) => classById.get(meaningOf(modelId, classIndex) ?? -1)?.color ?? classColor(name),
        ghostMask: ghostsShown ? ghostMask : null,
        hoveredKey,
        selectedKey,
        corner,
      })
    }
    update()
    return useReviewView.subscribe(update)
  }, [stage, scene, ghostMask])

  return { stage, failure }
}

/** The classes of a predicted mask that nobody judged yet, tinted. */
function useGhostMask(stage: EditorStage | null, { card, ghosts, classById, meaningOf }: ReviewScene, shownMaskRef: RefObject<ShownMask | null>): OffscreenCanvas | null {
  const modelId = card.answers.find(maskAnswer)?.modelId ?? null
  const mask = useMask(card.photo.id, modelId, true).data
  const raster = useMemo(() => (mask === undefined ? null : rasterOf(mask, longestMaskSidePx)), [mask])
  // As text, which stays the same while the areas do: the list is another one with every change of the photo.
  const shownKey = JSON.stringify(ghosts.filter(({ kind }) => kind === 'area').map(({ classIndex, name }) => [classIndex, name]))

  useEffect(() => {
    shownMaskRef.current = mask === undefined || modelId === null ? null : { modelId, mask }
  }, [shownMaskRef, mask, modelId])

  return useMemo(() => {
    const shown = new Map(JSON.parse(shownKey) as readonly (readonly [number, string])[])
    if (raster === null || stage === null || modelId === null || shown.size === 0) return null
    const colorOf = (index: number): string | null => {
      const name = shown.get(index)
      return name === undefined ? null : (classById.get(meaningOf(modelId, index) ?? -1)?.color ?? classColor(name))
    }
    const edgePx = Math.max(1, Math.round((stage.view.photoPxPerFittedPx() * raster.width) / Math.max(1, card.photo.width)))
    return maskPicture(raster, colorOf, edgePx)
  }, [raster, stage, modelId, shownKey, classById, meaningOf, card.photo.width])
}

function maskAnswer({ hasMask, status }: PhotoCard['answers'][number]): boolean {
  return hasMask && status === 'done'
}
