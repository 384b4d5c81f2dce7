import type { RectPx } from '#core/geometry/rect'
import type { Label } from '#core/model/label'
import { labelKey } from '../label-key'
import { drawnBox, handleAt } from '../shapes/box-shape'
import { PlainTool } from './plain-tool'
import { outlineGesture } from './shape-gesture'
import type { Gesture, ToolPointer } from './tool'

/** Draws boxes; the one drawn last can be corrected by its handles at once. */
export class BoxTool extends PlainTool {
  readonly id = 'box'

  press(start: ToolPointer): Gesture | null {
    const selected = this.host.selectedLabel()
    if (selected !== null && !selected.locked && selected.geometry.kind === 'box') {
      const gesture = outlineGesture(this.host, selected, start)
      if (gesture !== null) return gesture
    }
    let label: Label | null = null
    let rect: RectPx | null = null
    return {
      move: (pointers) => {
        const last = pointers.at(-1)
        rect = last === undefined ? null : drawnBox(start.point, last.point, this.host.photo)
        if (rect !== null) label ??= this.host.newLabel({ kind: 'box', ...rect })
        this.host.preview(label === null || rect === null ? null : { ...label, geometry: { kind: 'box', ...rect } })
      },
      end: () => {
        this.host.preview(null)
        // A drag under one pixel makes no box.
        if (label === null || rect === null) return
        this.host.put({ ...label, geometry: { kind: 'box', ...rect } }, 'Draw')
        this.host.select(labelKey(label.id))
      },
      cancel: () => this.host.preview(null),
    }
  }

  cursorAt({ point, slackPx }: ToolPointer): string {
    const geometry = this.host.selectedLabel()?.geometry
    return geometry?.kind === 'box' && handleAt(geometry, point, slackPx) !== null ? 'move' : 'crosshair'
  }
}
