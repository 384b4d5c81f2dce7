import type { Label } from '#core/model/label'
import { boxAt } from '../hit-test'
import { labelAt } from '../label-shape'
import { labelKey } from '../label-key'
import type { Finding } from '../scene'
import { handleAt, type BoxHandle } from '../shapes/box-shape'
import { cornerAt, edgeAt, withCornerRemoved } from '../shapes/polygon-shape'
import { PlainTool } from './plain-tool'
import { moveShape, outlineGesture, reshapedGhost, reshapedLabel, resizeBox } from './shape-gesture'
import type { Gesture, ToolPointer } from './tool'

/** Choosing, moving and reshaping what is there. */
export class SelectTool extends PlainTool {
  readonly id = 'select'
  override readonly keyPress = 'click'

  press(pointer: ToolPointer): Gesture | null {
    const selected = this.host.selectedLabel()
    if (selected !== null && !selected.locked) {
      const gesture = pointer.alt ? this.removeCorner(selected, pointer) : outlineGesture(this.host, selected, pointer)
      if (gesture !== null) return gesture
    }
    const ghost = this.host.selectedGhost()
    const ghostRect = ghost?.rect ?? null
    const handle = ghostRect === null ? null : handleAt(ghostRect, pointer.point, pointer.slackPx)
    if (ghost !== null && handle !== null) return this.reshapeGhost(ghost, pointer, handle)
    const label = labelAt(this.host.labels(), pointer.point, pointer.slackPx / 2)
    if (label !== null) return this.pressLabel(label, pointer)
    const found = boxAt(this.host.ghosts(), pointer.point, pointer.slackPx / 2)
    if (found === null) return null
    const wasSelected = found.key === ghost?.key
    this.host.select(found.key)
    return wasSelected ? this.reshapeGhost(found, pointer, null) : nothing
  }

  private pressLabel(label: Label, pointer: ToolPointer): Gesture | null {
    this.host.select(labelKey(label.id))
    if (label.locked) return nothing
    return moveShape(this.host, reshapedLabel(this.host, label, 'Move'), pointer) ?? nothing
  }

  private reshapeGhost(ghost: Finding, pointer: ToolPointer, handle: BoxHandle | null): Gesture | null {
    if (ghost.rect === null) return nothing
    const like: Label = {
      id: ghost.key,
      photoId: 0,
      classId: -1,
      geometry: { kind: 'box', ...ghost.rect },
      origin: { kind: 'person' },
      locked: false,
      group: null,
      attributes: {},
    }
    const reshaped = reshapedGhost(this.host, ghost, like)
    return handle === null ? moveShape(this.host, reshaped, pointer) : resizeBox(this.host, reshaped, handle, pointer)
  }

  private removeCorner(label: Label, { point, slackPx }: ToolPointer): Gesture | null {
    if (label.geometry.kind !== 'polygon') return null
    const corner = cornerAt(label.geometry, point, slackPx)
    if (corner === null) return null
    const rest = withCornerRemoved(label.geometry, corner)
    if (rest === null) this.host.remove(label, 'Delete')
    else this.host.put({ ...label, geometry: rest }, 'Delete point')
    return nothing
  }

  cursorAt({ point, slackPx, alt }: ToolPointer): string {
    const selected = this.host.selectedLabel()
    const ghost = this.host.selectedGhost()
    const rect = selected === null || selected.locked ? (ghost?.rect ?? null) : selected.geometry.kind === 'box' ? selected.geometry : null
    const handle = rect === null ? null : handleAt(rect, point, slackPx)
    if (handle !== null) return cursorOf(handle)
    if (selected?.geometry.kind === 'polygon' && !selected.locked) {
      if (cornerAt(selected.geometry, point, slackPx) !== null) return alt ? 'no-drop' : 'move'
      if (edgeAt(selected.geometry, point, slackPx) !== null) return 'copy'
    }
    const isOver = labelAt(this.host.labels(), point, slackPx / 2) !== null || boxAt(this.host.ghosts(), point, slackPx / 2) !== null
    return isOver ? 'pointer' : 'grab'
  }
}

/** A press that is taken but has nothing to drag. */
const nothing: Gesture = { move: () => undefined, end: () => undefined, cancel: () => undefined }

function cursorOf({ horizontal, vertical }: BoxHandle): string {
  if (horizontal === null) return 'ns-resize'
  if (vertical === null) return 'ew-resize'
  return (horizontal === 'left') === (vertical === 'top') ? 'nwse-resize' : 'nesw-resize'
}
