import type { PointPx } from '#core/geometry/orientation'
import type { Label } from '#core/model/label'
import { classColor } from '../ui/class-color'
import { drawLabels, type LabelLook } from './draw-labels'
import { drawOverlay } from './draw-overlay'
import { boxAt } from './hit-test'
import { classAt, type MaskRaster } from './mask-raster'
import { PhotoView, type Layer } from './photo-view'
import type { Finding } from './scene'
import { listenForGestures } from './stage-gestures'

/** A mask ready to draw, with the classes behind it for picking. */
export interface StageMask {
  readonly picture: CanvasImageSource
  readonly raster: MaskRaster
}

export interface StageContent {
  /** Boxes to draw; empty when boxes are switched off. */
  readonly boxes: readonly Finding[]
  /** What people said, drawn above what models found. */
  readonly labels: readonly Label[]
  readonly look: Pick<LabelLook, 'colorOf' | 'nameOf'>
  readonly mask: StageMask | null
  readonly hoveredKey: string | null
  readonly selectedKey: string | null
}

export interface StageListener {
  /** The box under the pointer changed. */
  onHover(box: Finding | null): void
  /** A click: on a box, else on a class of the mask, else on nothing. */
  onPick(box: Finding | null, classIndex: number | null): void
  /** 1 is one photo pixel per device pixel. */
  onZoom(zoom: number): void
}

const pickSlackPx = 3
const noKeys: ReadonlySet<string> = new Set()
const plainLook: StageContent['look'] = { colorOf: () => '#ffffff', nameOf: () => '' }

/** The photo with what models found in it, to be looked at. */
export class ViewerStage {
  readonly view: PhotoView
  private readonly overlay: Layer
  private readonly stop: () => void
  private content: StageContent = { boxes: [], labels: [], look: plainLook, mask: null, hoveredKey: null, selectedKey: null }

  constructor(
    element: HTMLElement,
    photoCanvas: HTMLCanvasElement,
    overlayCanvas: HTMLCanvasElement,
    private readonly listener: StageListener,
  ) {
    this.overlay = {
      canvas: overlayCanvas,
      paint: (context, frame) => {
        const { labels, look, mask, ...shown } = this.content
        drawOverlay(context, { ...frame, ...shown, mask: mask?.picture ?? null, colorOf: ({ name }) => classColor(name), plates: 'with-room' })
        drawLabels(context, frame, labels, { ...look, emphasisedKeys: noKeys })
      },
    }
    this.view = new PhotoView(element, photoCanvas, [this.overlay], (zoom) => listener.onZoom(zoom))
    this.stop = listenForGestures(element, {
      pan: (deltaX, deltaY) => this.view.pan(deltaX, deltaY),
      zoom: (factor, point) => this.view.zoomBy(factor, point),
      doubleClick: (point) => this.view.zoomToggle(point),
      hover: (point) => this.listener.onHover(point === null ? null : this.boxUnder(point)),
      pick: (point) => this.pick(point),
      press: () => null,
    })
  }

  setContent(content: StageContent): void {
    this.content = content
    this.view.invalidate(this.overlay)
  }

  destroy(): void {
    this.view.destroy()
    this.stop()
  }

  private boxUnder(point: PointPx): Finding | null {
    return boxAt(this.content.boxes, this.view.toPhoto(point), pickSlackPx / this.view.frame().viewport.scale)
  }

  private pick(point: PointPx): void {
    const box = this.boxUnder(point)
    const { mask } = this.content
    const classIndex = box !== null || mask === null ? null : classAt(mask.raster, this.view.frame().photo, this.view.toPhoto(point))
    this.listener.onPick(box, classIndex)
  }
}
