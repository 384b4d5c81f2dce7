import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'
import { drawPhoto } from './draw-photo'
import { centred, fitScale, fitViewport, keepReachable, moveBy, scaleLimits, toPhoto, zoomOf, zoomTo, type Viewport } from './viewport'

/** How things lie on the screen while one frame is drawn; sizes in CSS pixels. */
export interface Frame {
  readonly photo: SizePx
  readonly viewport: Viewport
  readonly screen: SizePx
  readonly devicePixelRatio: number
}

/** A canvas above the photo. `paint` clears it first and draws with a CSS pixel as the unit. */
export interface Layer {
  readonly canvas: HTMLCanvasElement
  paint(context: CanvasRenderingContext2D, frame: Frame): void
}

const marginPx = 24
const settleMs = 140
const keyZoomStep = 1.25

/** The photo with layers above it: keeps the viewport, draws each layer at most once a frame, knows nothing of React or stores. */
export class PhotoView {
  private photo: SizePx = { width: 1, height: 1 }
  /** False before the first photo, and for one whose size no scan has read yet: there is nothing to fit, so nothing is shown. */
  private sized = false
  private picture: CanvasImageSource | null = null
  private screen: SizePx = { width: 1, height: 1 }
  private viewport: Viewport = { scale: 1, x: 0, y: 0 }
  private fitted = true
  private quality: ImageSmoothingQuality = 'high'
  private photoChanged = true
  private readonly changed = new Set<Layer>()
  private request = 0
  private settling = 0
  private readonly observer: ResizeObserver

  constructor(
    private readonly element: HTMLElement,
    private readonly photoCanvas: HTMLCanvasElement,
    private readonly layers: readonly Layer[],
    /** A zoom of 1 is one photo pixel per device pixel. */
    private readonly onView: (zoom: number, viewport: Viewport) => void,
  ) {
    this.observer = new ResizeObserver(() => this.resize())
    this.observer.observe(element)
    this.resize()
  }

  /** Another photo: its upright size, shown whole. `picture` may come later or improve. */
  setPhoto(photo: SizePx, picture: CanvasImageSource | null): void {
    this.sized = photo.width > 0 && photo.height > 0
    this.photo = this.sized ? photo : { width: 1, height: 1 }
    this.picture = picture
    this.fit()
  }

  setPicture(picture: CanvasImageSource | null): void {
    this.picture = picture
    this.photoChanged = true
    this.requestDraw()
  }

  /** How the next frame will lie on the screen. */
  frame(): Frame {
    const { photo, viewport, screen } = this
    return { photo, viewport, screen, devicePixelRatio }
  }

  /** Has the layer painted with the next frame. */
  invalidate(layer: Layer): void {
    this.changed.add(layer)
    this.requestDraw()
  }

  /** The photo's point under a point of the element. */
  toPhoto(point: PointPx): PointPx {
    return toPhoto(this.viewport, point)
  }

  /** How many photo pixels one CSS pixel shows when the whole photo fits; the edge of masks is drawn that wide. */
  photoPxPerFittedPx(): number {
    return 1 / fitScale(this.photo, this.screen, marginPx)
  }

  /** Lies as another view of the same size does. */
  follow(viewport: Viewport): void {
    if (viewport.scale !== this.viewport.scale || viewport.x !== this.viewport.x || viewport.y !== this.viewport.y) this.move(viewport)
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
    this.zoomBy(keyZoomStep, this.centre())
  }

  zoomOut(): void {
    this.zoomBy(1 / keyZoomStep, this.centre())
  }

  /** Keeps the photo's pixel under `point` where it is. */
  zoomBy(factor: number, point: PointPx): void {
    const limits = scaleLimits(this.photo, this.screen, marginPx, devicePixelRatio)
    this.move(zoomTo(this.viewport, this.viewport.scale * factor, point, limits))
  }

  /** Toggles between the whole photo and 100 %. */
  zoomToggle(point: PointPx): void {
    if (this.fitted) this.zoomBy(1 / devicePixelRatio / this.viewport.scale, point)
    else this.fit()
  }

  pan(deltaX: number, deltaY: number): void {
    this.move(moveBy(this.viewport, deltaX, deltaY))
  }

  destroy(): void {
    cancelAnimationFrame(this.request)
    clearTimeout(this.settling)
    this.observer.disconnect()
  }

  private centre(): PointPx {
    return { x: this.screen.width / 2, y: this.screen.height / 2 }
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
    this.changeAll()
    this.requestDraw()
  }

  private changeAll(): void {
    this.photoChanged = true
    for (const layer of this.layers) this.changed.add(layer)
    if (this.sized) this.onView(zoomOf(this.viewport, devicePixelRatio), this.viewport)
  }

  private resize(): void {
    this.screen = { width: Math.max(1, this.element.clientWidth), height: Math.max(1, this.element.clientHeight) }
    for (const canvas of [this.photoCanvas, ...this.layers.map((layer) => layer.canvas)]) {
      canvas.width = Math.round(this.screen.width * devicePixelRatio)
      canvas.height = Math.round(this.screen.height * devicePixelRatio)
    }
    if (this.fitted) this.viewport = fitViewport(this.photo, this.screen, marginPx)
    else this.viewport = keepReachable(this.viewport, this.photo, this.screen)
    this.changeAll()
    this.draw()
  }

  private requestDraw(): void {
    if (this.request === 0) this.request = requestAnimationFrame(() => this.draw())
  }

  private draw(): void {
    cancelAnimationFrame(this.request)
    this.request = 0
    const frame = this.frame()
    const photoContext = this.photoCanvas.getContext('2d')
    if (this.photoChanged && photoContext !== null) drawPhoto(photoContext, { ...frame, picture: this.sized ? this.picture : null, quality: this.quality })
    this.photoChanged = false
    const due = this.layers.filter((layer) => this.changed.has(layer))
    this.changed.clear()
    for (const layer of due) {
      const context = layer.canvas.getContext('2d')
      if (context === null) continue
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
      context.clearRect(0, 0, frame.screen.width, frame.screen.height)
      if (this.sized) layer.paint(context, frame)
    }
  }
}
