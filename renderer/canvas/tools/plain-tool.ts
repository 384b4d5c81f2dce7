import type { Frame } from '../photo-view'
import type { Gesture, Tool, ToolHost, ToolId, ToolPointer } from './tool'

/** A tool that has nothing unfinished between gestures. */
export abstract class PlainTool implements Tool {
  abstract readonly id: ToolId
  readonly keyPress: 'hold' | 'click' = 'hold'

  constructor(protected readonly host: ToolHost) {}

  abstract press(pointer: ToolPointer): Gesture | null
  abstract cursorAt(pointer: ToolPointer): string

  exit(): void {
    this.cancel()
  }

  cancel(): boolean {
    return false
  }

  hover(_pointer: ToolPointer | null): void {
    this.host.repaint()
  }

  doubleClick(): boolean {
    return false
  }

  finish(): boolean {
    return false
  }

  stepBack(): boolean {
    return false
  }

  paint(_context: CanvasRenderingContext2D, _frame: Frame): void {
    // Most tools change labels, which are drawn anyway.
  }
}
