import type { Label } from '#core/model/label'
import type { PackedMask } from '#core/model/prediction'
import type { EditorStage } from '../../canvas/editor-stage'
import { runMaskOf } from '../../canvas/label-shape'
import { polygonPatch } from '../../canvas/mask/polygon-patch'
import { RunMask, type SpanPatch } from '../../canvas/mask/run-mask'
import { drawnPolygon } from '../../canvas/shapes/polygon-shape'
import { labelKey } from '../../canvas/label-key'
import { BoxTool } from '../../canvas/tools/box-tool'
import { brush, BrushTool, eraser } from '../../canvas/tools/brush-tool'
import { FloodTool } from '../../canvas/tools/flood-tool'
import { keepMask } from '../../canvas/tools/keep-mask'
import { PolygonTool } from '../../canvas/tools/polygon-tool'
import { SelectTool } from '../../canvas/tools/select-tool'
import type { Tool, ToolHost, ToolId } from '../../canvas/tools/tool'
import { presentError } from '../../state/notices'
import type { ReviewDesk } from './review-desk'
import { selectObject, useReviewView } from './review-view'

/** The mask that is shown as a prediction, and whose it is. */
export interface ShownMask {
  readonly modelId: string
  readonly mask: PackedMask
}

/** What tools see of the desk and the stage. */
export function createToolHost(desk: ReviewDesk, stage: EditorStage, shownMask: () => ShownMask | null): ToolHost {
  const host: ToolHost = {
    get photo() {
      return stage.view.frame().photo
    },
    labels: () => desk.scene()?.labels ?? [],
    ghosts: () => (useReviewView.getState().ghostsShown ? (desk.scene()?.ghosts ?? []) : []),
    selectedLabel: () => {
      const selected = desk.selected()
      return selected?.kind === 'label' ? selected.label : null
    },
    selectedGhost: () => {
      const selected = desk.selected()
      return selected?.kind === 'ghost' ? selected.ghost : null
    },
    select: selectObject,
    newLabel: (geometry) => desk.newLabel(geometry),
    maskTarget: () => maskTarget(desk),
    brushRadiusPx: () => useReviewView.getState().brushRadiusPx,
    colorOf: ({ classId }) => desk.scene()?.classById.get(classId)?.color ?? '#ffffff',
    predictedMask: () => (useReviewView.getState().ghostsShown ? (shownMask()?.mask ?? null) : null),
    preview: (label) => stage.preview(label),
    conceal: (id) => stage.conceal(id),
    put: (label, title) => desk.putLabel(label, title),
    remove: (label, title) => desk.remove(label, title),
    correct: (ghost, geometry) => desk.correct(ghost, geometry),
    takeSegment: (classIndex, piece) => {
      const shown = shownMask()
      if (shown !== null) takeSegment(desk, host, { ...shown, classIndex, piece }).catch(presentError)
    },
    repaint: () => stage.repaint(),
  }
  return host
}

function isFreeMask(label: Label): boolean {
  return label.geometry.kind === 'mask' && !label.locked
}

/** The selected mask; when working by class the mask that the class has already. */
function maskTarget(desk: ReviewDesk): Label | null {
  const selected = desk.selected()
  if (selected?.kind === 'label' && isFreeMask(selected.label)) return selected.label
  if (useReviewView.getState().maskScope === 'instance') return null
  const classId = desk.activeClass()
  return desk.scene()?.labels.find((label) => label.classId === classId && isFreeMask(label)) ?? null
}

interface Segment extends ShownMask {
  readonly classIndex: number
  readonly piece: SpanPatch
}

/** Adds a predicted segment to the mask in work; else makes a label of the class that the model means. */
async function takeSegment(desk: ReviewDesk, host: ToolHost, { modelId, mask, classIndex, piece }: Segment): Promise<void> {
  const target = host.maskTarget()
  if (target !== null && target.geometry.kind === 'mask') {
    keepMask(host, { label: target, isNew: false, mask: runMaskOf(target.geometry.mask).patched(piece, 'add'), title: 'Add segment to' })
    return
  }
  const photoId = desk.scene()?.card.photo.id
  const classId = await desk.classOf({ modelId, classIndex })
  const scene = desk.scene()
  if (scene === null || scene.card.photo.id !== photoId) return
  const answer = scene.card.answers.find((known) => known.modelId === modelId)
  const score = answer?.areas.find(({ index }) => index === classIndex)?.fraction ?? 0
  const label: Label = {
    id: crypto.randomUUID(),
    photoId,
    classId,
    geometry: { kind: 'tag' },
    origin: { kind: 'model', modelId, sha256: answer?.sha256 ?? '', score, edited: true },
    locked: false,
    group: null,
    attributes: {},
  }
  keepMask(host, { label, isNew: true, mask: RunMask.empty(mask).patched(piece, 'add'), title: 'Take segment' })
}

/** Every tool, made for one stage. */
export function createTools(host: ToolHost): Readonly<Record<ToolId, Tool>> {
  return {
    select: new SelectTool(host),
    box: new BoxTool(host),
    polygon: new PolygonTool(host, 'polygon', (corners) => {
      const polygon = drawnPolygon(corners, host.photo)
      const label = polygon === null ? null : host.newLabel(polygon)
      if (label === null) return
      host.put(label, 'Draw')
      host.select(labelKey(label.id))
    }),
    brush: new BrushTool(host, brush),
    eraser: new BrushTool(host, eraser),
    'polygon-fill': new PolygonTool(host, 'polygon-fill', (corners) => {
      const target = host.maskTarget()
      const before = target?.geometry.kind === 'mask' ? runMaskOf(target.geometry.mask) : RunMask.empty(host.photo)
      const label = target ?? host.newLabel({ kind: 'mask', mask: before.packed() })
      if (label !== null) keepMask(host, { label, isNew: target === null, mask: before.patched(polygonPatch(corners, host.photo), 'add'), title: 'Fill' })
    }),
    flood: new FloodTool(host),
  }
}
