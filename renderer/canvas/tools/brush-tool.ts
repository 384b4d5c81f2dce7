import type { Label } from '#core/model/label'
import { brushPatch } from '../mask/brush-patch'
import { MaskPainting } from '../mask/mask-painting'
import { RunMask, type PatchMode } from '../mask/run-mask'
import { packedMaskOf, runMaskOf } from '../label-shape'
import type { Frame } from '../photo-view'
import { keepMask } from './keep-mask'
import { PlainTool } from './plain-tool'
import type { Gesture, ToolHost, ToolId, ToolPointer } from './tool'

/** What the brush does with the pixels under it, and how the step is called. */
export interface BrushKind {
  readonly id: ToolId
  readonly mode: PatchMode
  readonly title: string
}

export const brush: BrushKind = { id: 'brush', mode: 'add', title: 'Paint' }
export const eraser: BrushKind = { id: 'eraser', mode: 'subtract', title: 'Erase' }

/** Paints into a mask or erases from it with a round tip. */
export class BrushTool extends PlainTool {
  readonly id: ToolId
  private stroke: MaskPainting | null = null
  private pointer: ToolPointer | null = null

  constructor(
    host: ToolHost,
    private readonly kind: BrushKind,
  ) {
    super(host)
    this.id = kind.id
  }

  press(start: ToolPointer): Gesture | null {
    const { host, kind } = this
    const target = host.maskTarget()
    if (target === null && kind.mode === 'subtract') return null
    const known = target?.geometry.kind === 'mask' ? runMaskOf(target.geometry.mask) : null
    const before = known ?? RunMask.empty(host.photo)
    const label: Label | null = target ?? host.newLabel({ kind: 'mask', mask: packedMaskOf(before) })
    if (label === null) return { move: () => undefined, end: () => undefined, cancel: () => undefined }
    const painting = new MaskPainting(before, { x: 0, y: 0, ...host.photo }, host.colorOf(label))
    let mask = before
    let last = start.point
    const strokeTo = (pointer: ToolPointer): void => {
      const patch = brushPatch(last, pointer.point, host.brushRadiusPx(), host.photo)
      mask = mask.patched(patch, kind.mode)
      painting.change(mask, patch.top, patch.top + patch.rows.length)
      last = pointer.point
    }
    const leave = (): void => {
      this.stroke = null
      host.conceal(null)
    }
    this.stroke = painting
    host.conceal(label.id)
    strokeTo(start)
    host.repaint()
    return {
      move: (pointers) => {
        pointers.forEach(strokeTo)
        host.repaint()
      },
      end: () => {
        leave()
        keepMask(host, { label, isNew: target === null, mask, title: kind.title })
      },
      cancel: leave,
    }
  }

  override hover(pointer: ToolPointer | null): void {
    this.pointer = pointer
    this.host.repaint()
  }

  override paint(context: CanvasRenderingContext2D, frame: Frame): void {
    this.stroke?.draw(context, frame)
    if (this.pointer === null) return
    const { viewport } = frame
    const { x, y } = this.pointer.point
    context.beginPath()
    context.arc(viewport.x + x * viewport.scale, viewport.y + y * viewport.scale, Math.max(2, this.host.brushRadiusPx() * viewport.scale), 0, 2 * Math.PI)
    for (const [width, color] of [[3, 'rgb(0 0 0 / 0.6)'], [1.5, '#ffffff']] as const) {
      context.lineWidth = width
      context.strokeStyle = color
      context.stroke()
    }
  }

  cursorAt(): string {
    return 'none'
  }
}
