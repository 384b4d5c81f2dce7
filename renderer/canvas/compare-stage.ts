import { drawOverlay } from './draw-overlay'
import { drawLabels, type LabelLook } from './draw-labels'
import type { Label } from '#core/model/label'
import { boxAt } from './hit-test'
import { labelKey } from './label-key'
import { labelAt } from './label-shape'
import { PhotoView, type Layer } from './photo-view'
import type { Finding } from './scene'
import { listenForGestures } from './stage-gestures'
import type { Viewport } from './viewport'

/** What one side says: predictions dashed, labels solid. */
export interface ComparedSide {
  readonly boxes: readonly Finding[]
  readonly labels: readonly Label[]
  readonly mask: CanvasImageSource | null
  readonly boxColorOf: (finding: Finding) => string
  readonly look: Pick<LabelLook, 'colorOf' | 'nameOf'>
}

export interface CompareListener {
  onPick(key: string | null): void
  onView(zoom: number, viewport: Viewport): void
}

const pickSlackPx = 4

/** A photo with what one side says of it, or both above each other. */
export class CompareStage {
  readonly view: PhotoView
  private readonly overlay: Layer
  private readonly stop: () => void
  private sides: readonly ComparedSide[] = []
  private selectedKeys: ReadonlySet<string> = new Set()

  constructor(element: HTMLElement, photoCanvas: HTMLCanvasElement, overlayCanvas: HTMLCanvasElement, listener: CompareListener) {
    this.overlay = {
      canvas: overlayCanvas,
      paint: (context, frame) => {
        for (const side of this.sides) {
          const selectedKey = side.boxes.find(({ key }) => this.selectedKeys.has(key))?.key ?? null
          drawOverlay(context, { ...frame, boxes: side.boxes, mask: side.mask, colorOf: side.boxColorOf, plates: 'with-room', hoveredKey: null, selectedKey })
          drawLabels(context, frame, side.labels, { ...side.look, emphasisedKeys: this.selectedKeys })
        }
      },
    }
    this.view = new PhotoView(element, photoCanvas, [this.overlay], (zoom, viewport) => listener.onView(zoom, viewport))
    this.stop = listenForGestures(element, {
      pan: (deltaX, deltaY) => this.view.pan(deltaX, deltaY),
      zoom: (factor, point) => this.view.zoomBy(factor, point),
      doubleClick: (point) => this.view.zoomToggle(point),
      hover: () => undefined,
      pick: (point) => {
        const place = this.view.toPhoto(point)
        const slackPx = pickSlackPx / this.view.frame().viewport.scale
        const label = labelAt(this.sides.flatMap(({ labels }) => labels), place, slackPx)
        listener.onPick(label === null ? (boxAt(this.sides.flatMap(({ boxes }) => boxes), place, slackPx)?.key ?? null) : labelKey(label.id))
      },
      press: () => null,
    })
  }

  setContent(sides: readonly ComparedSide[], selectedKeys: ReadonlySet<string>): void {
    this.sides = sides
    this.selectedKeys = selectedKeys
    this.view.invalidate(this.overlay)
  }

  destroy(): void {
    this.view.destroy()
    this.stop()
  }
}
