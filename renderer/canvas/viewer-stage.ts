import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'
import { drawOverlay } from './draw-overlay'
import { drawPhoto } from './draw-photo'
import { boxAt } from './hit-test'
import { classAt, type MaskRaster } from './mask-raster'
import type { Finding } from './scene'
import { listenForGestures } from './stage-gestures'
import { centred, fitScale, fitViewport, keepReachable, moveBy, scaleLimits, toPhoto, zoomOf, zoomTo, type Viewport } from './viewport'

/** A mask ready to draw, with the classes behind it for picking. */
export interface StageMask {
  readonly picture: CanvasImageSource
  readonly raster: MaskRaster
}

export interface StageContent {
  /** Boxes to draw; empty when boxes are switched off. */
  readonly boxes: readonly Finding[]
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

const marginPx = 24
const pickSlackPx = 3
const settleMs = 140
const keyZoomStep = 1.25

/** The photo with its overlay: keeps the viewport, draws at most once a frame, knows nothing of React or stores. */
export class ViewerStage {
  private photo: SizePx = { width: 1, height: 1 }
  private picture: CanvasImageSource | null = null
  private content: StageContent = { boxes: [], mask: null, hoveredKey: null, selectedKey: null }
  private screen: SizePx = { width: 1, height: 1 }
  private viewport: Viewport = { scale: 1, x: 0, y: 0 }
  private fitted = true
  private quality: ImageSmoothingQuality = 'high'
  private photoChanged = true
  private frame = 0
  private settling = 0
  private readonly stop: () => void
  private readonly observer: ResizeObserver

  constructor(
    private readonly element: HTMLElement,
    private readonly photoCanvas: HTMLCanvasElement,
    private readonly overlayCanvas: HTMLCanvasElement,
    private readonly listener: StageListener,
  ) {
    this.stop = listenForGestures(element, {
      pan: (deltaX, deltaY) => this.move(moveBy(this.viewport, deltaX, deltaY)),
      zoom: (factor, point) => this.zoomAt(this.viewport.scale * factor, point),
      zoomToggle: (point) => (this.fitted ? this.zoomAt(1 / devicePixelRatio, point) : this.fit()),
      hover: (point) => this.listener.onHover(point === null ? null : this.boxUnder(point)),
      pick: (point) => this.pick(point),
    })
    this.observer = new ResizeObserver(() => this.resize())
    this.observer.observe(element)
    this.resize()
  }

  /** Another photo: its upright size, shown whole. `picture` may come later or improve. */
  setPhoto(photo: SizePx, picture: CanvasImageSource | null): void {
    this.photo = { width: Math.max(1, photo.width), height: Math.max(1, photo.height) }
    this.picture = picture
    this.fit()
  }

  setPicture(picture: CanvasImageSource | null): void {
    this.picture = picture
    this.photoChanged = true
    this.requestDraw()
  }

  setContent(content: StageContent): void {
    this.content = content
    this.requestDraw()
  }

  /** How many photo pixels one CSS pixel shows when the whole photo fits; the edge of masks is drawn that wide. */
  photoPxPerFittedPx(): number {
    return 1 / fitScale(this.photo, this.screen, marginPx)
  }

  fit(): void {
    this.fitted = true
    this.show(fitViewport(this.photo, this.screen, marginPx))
  }

  actualSize(): void {
    this.fitted = false
    this.show(centred(this.photo, this.screen, 1 / devicePixelRatio))
  }

  zoomIn(): void {
    this.zoomAt(this.viewport.scale * keyZoomStep, this.centre())
  }

  zoomOut(): void {
    this.zoomAt(this.viewport.scale / keyZoomStep, this.centre())
  }

  destroy(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.settling)
    this.observer.disconnect()
    this.stop()
  }

  private centre(): PointPx {
    return { x: this.screen.width / 2, y: this.screen.height / 2 }
  }

  private zoomAt(scale: number, point: PointPx): void {
    this.move(zoomTo(this.viewport, scale, point, scaleLimits(this.photo, this.screen, marginPx, devicePixelRatio)))
  }

  private move(viewport: Viewport): void {
    this.fitted = false
    this.quality = 'low'
    clearTimeout(this.settling)
    this.settling = window.setTimeout(() => {
      this.quality = 'high'
      this.photoChanged = true
      this.requestDraw()
    }, settleMs)
    this.show(keepReachable(viewport, this.photo, this.screen))
  }

  private show(viewport: Viewport): void {
    this.viewport = viewport
    this.photoChanged = true
    this.listener.onZoom(zoomOf(viewport, devicePixelRatio))
    this.requestDraw()
  }

  private boxUnder(point: PointPx): Finding | null {
    return boxAt(this.content.boxes, toPhoto(this.viewport, point), pickSlackPx / this.viewport.scale)
  }

  private pick(point: PointPx): void {
    const box = this.boxUnder(point)
    const { mask } = this.content
    const classIndex = box !== null || mask === null ? null : classAt(mask.raster, this.photo, toPhoto(this.viewport, point))
    this.listener.onPick(box, classIndex)
  }

  private resize(): void {
    this.screen = { width: Math.max(1, this.element.clientWidth), height: Math.max(1, this.element.clientHeight) }
    for (const canvas of [this.photoCanvas, this.overlayCanvas]) {
      canvas.width = Math.round(this.screen.width * devicePixelRatio)
      canvas.height = Math.round(this.screen.height * devicePixelRatio)
    }
    if (this.fitted) this.viewport = fitViewport(this.photo, this.screen, marginPx)
    else this.viewport = keepReachable(this.viewport, this.photo, this.screen)
    this.photoChanged = true
    this.listener.onZoom(zoomOf(this.viewport, devicePixelRatio))
    this.draw()
  }

  private requestDraw(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw())
  }

  private draw(): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    const { photo, viewport, screen } = this
    const shared = { photo, viewport, screen, devicePixelRatio }
    const photoContext = this.photoCanvas.getContext('2d')
    const overlayContext = this.overlayCanvas.getContext('2d')
    if (photoContext === null || overlayContext === null) return
    if (this.photoChanged) drawPhoto(photoContext, { ...shared, picture: this.picture, quality: this.quality })
    this.photoChanged = false
    drawOverlay(overlayContext, { ...shared, ...this.content, mask: this.content.mask?.picture ?? null })
  }
}
