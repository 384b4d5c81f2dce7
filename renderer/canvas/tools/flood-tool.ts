import type { PackedMask } from '#core/model/prediction'
import { RunMask } from '../mask/run-mask'
import { classAt, rasterOf } from '../mask-raster'
import { PlainTool } from './plain-tool'
import type { Gesture, ToolPointer } from './tool'

const backgroundIndex = 0

/** Takes the predicted segment under the pointer: the piece that hangs together, with Shift everything of its class. */
export class FloodTool extends PlainTool {
  readonly id = 'flood'
  override readonly keyPress = 'click'

  press({ point, shift }: ToolPointer): Gesture | null {
    const predicted = this.host.predictedMask()
    const classIndex = predicted === null ? null : indexAt(predicted, point)
    if (predicted === null || classIndex === null || classIndex === backgroundIndex) return null
    const segment = RunMask.of(predicted, classIndex)
    const piece = shift ? segment.patch() : segment.connectedPart(Math.floor(point.x), Math.floor(point.y))
    if (piece !== null) this.host.takeSegment(classIndex, piece)
    return { move: () => undefined, end: () => undefined, cancel: () => undefined }
  }

  cursorAt({ point }: ToolPointer): string {
    const predicted = this.host.predictedMask()
    const classIndex = predicted === null ? null : indexAt(predicted, point)
    return classIndex === null || classIndex === backgroundIndex ? 'not-allowed' : 'copy'
  }
}

/** Unpacked masks, to look the class under the pointer up in while it moves. */
const lookups = new WeakMap<PackedMask, ReturnType<typeof rasterOf>>()

function indexAt(mask: PackedMask, point: ToolPointer['point']): number | null {
  const known = lookups.get(mask) ?? rasterOf(mask, Math.max(mask.width, mask.height))
  lookups.set(mask, known)
  return classAt(known, mask, point)
}
