import type { PointPx } from '#core/geometry/orientation'
import type { Frame } from '../photo-view'
import type { Gesture, Tool, ToolHost, ToolId, ToolPointer } from './tool'

/** Collects the corners of an outline, click by click, and hands them over when it is closed. */
export class PolygonTool implements Tool {
  readonly keyPress = 'click'
  private corners: readonly PointPx[] = []
  private pointer: ToolPointer | null = null

  constructor(
    private readonly host: ToolHost,
    readonly id: ToolId,
    private readonly close: (corners: readonly PointPx[]) => void,
  ) {}

  exit(): void {
    this.cancel()
  }

  cancel(): boolean {
    const had = this.corners.length > 0
    this.corners = []
    this.host.repaint()
    return had
  }

  press(pointer: ToolPointer): Gesture | null {
    this.pointer = pointer
    if (this.closesAt(pointer)) {
      this.finish()
      return { move: () => undefined, end: () => undefined, cancel: () => undefined }
    }
    const before = this.corners
    this.corners = [...before, pointer.point]
    this.host.repaint()
    return {
      move: (pointers) => {
        this.corners = [...before, pointers.at(-1)?.point ?? pointer.point]
        this.host.repaint()
      },
      end: () => undefined,
      cancel: () => {
        this.corners = before
        this.host.repaint()
      },
    }
  }

  hover(pointer: ToolPointer | null): void {
    this.pointer = pointer
    this.host.repaint()
  }

  doubleClick(): boolean {
    // The second click of the pair has set a corner on top of the last one.
    this.corners = this.corners.slice(0, -1)
    return this.finish()
  }

  finish(): boolean {
    const { corners } = this
    if (corners.length === 0) return false
    this.corners = []
    if (corners.length > 2) this.close(corners)
    this.host.repaint()
    return true
  }

  stepBack(): boolean {
    const had = this.corners.length > 0
    this.corners = this.corners.slice(0, -1)
    this.host.repaint()
    return had
  }

  paint(context: CanvasRenderingContext2D, { viewport }: Frame): void {
    if (this.corners.length === 0) return
    const toScreen = ({ x, y }: PointPx): PointPx => ({ x: viewport.x + x * viewport.scale, y: viewport.y + y * viewport.scale })
    const points = [...this.corners, ...(this.pointer === null ? [] : [this.pointer.point])].map(toScreen)
    context.beginPath()
    for (const { x, y } of points) context.lineTo(x, y)
    for (const [width, color] of [[4, 'rgb(0 0 0 / 0.6)'], [2, '#ffffff']] as const) {
      context.lineWidth = width
      context.strokeStyle = color
      context.stroke()
    }
    this.corners.map(toScreen).forEach(({ x, y }, at) => {
      context.beginPath()
      context.arc(x, y, at === 0 && this.pointer !== null && this.closesAt(this.pointer) ? 7 : 4, 0, 2 * Math.PI)
      context.fillStyle = at === 0 ? '#ffffff' : '#000000'
      context.fill()
      context.stroke()
    })
  }

  cursorAt(): string {
    return 'crosshair'
  }

  private closesAt({ point, slackPx }: ToolPointer): boolean {
    const first = this.corners[0]
    return first !== undefined && this.corners.length > 2 && Math.hypot(first.x - point.x, first.y - point.y) <= slackPx
  }
}
