import type { PointPx } from '#core/geometry/orientation'
import type { Label, LabelId } from '#core/model/label'
import { drawChosenCorner, drawCrosshair, drawHandles, drawLabels, type LabelLook } from './draw-labels'
import { drawOverlay } from './draw-overlay'
import { boxAt } from './hit-test'
import { labelKey } from './label-key'
import { labelAt } from './label-shape'
import { PhotoView, type Frame, type Layer } from './photo-view'
import type { Finding } from './scene'
import type { Corner } from './shapes/polygon-shape'
import { listenForGestures, type HeldKeys, type PressedDrag } from './stage-gestures'
import type { Gesture, Tool, ToolPointer } from './tools/tool'

/** Everything drawn on the photo. */
export interface EditorContent {
  readonly labels: readonly Label[]
  readonly colorOf: (label: Label) => string
  readonly nameOf: (label: Label) => string
  /** Boxes of predictions that nobody judged yet. */
  readonly ghosts: readonly Finding[]
  readonly ghostColorOf: (finding: Finding) => string
  readonly ghostMask: CanvasImageSource | null
  readonly hoveredKey: string | null
  readonly selectedKey: string | null
  /** The point of the selected polygon that the keyboard works on. */
  readonly corner: Corner | null
}

export interface EditorListener {
  onHover(key: string | null): void
  /** A click on nothing. */
  onPickNothing(): void
  /** 1 is one photo pixel per device pixel. */
  onZoom(zoom: number): void
}

const slackPx = 8
const noContent: EditorContent = {
  labels: [],
  colorOf: () => '#ffffff',
  nameOf: () => '',
  ghosts: [],
  ghostColorOf: () => '#ffffff',
  ghostMask: null,
  hoveredKey: null,
  selectedKey: null,
  corner: null,
}

/** The photo with its labels and a tool at work. Labels are drawn when they change, what the tool does with every move. */
export class EditorStage {
  readonly view: PhotoView
  private readonly labelLayer: Layer
  private readonly toolLayer: Layer
  private readonly stop: () => void
  private content: EditorContent = noContent
  private tool: Tool | null = null
  private gesture: Gesture | null = null
  private draft: Label | null = null
  private concealedId: LabelId | null = null
  /** The pointer of the keyboard, in photo pixels; null until an arrow key asks for it. */
  private crosshair: PointPx | null = null
  private keyGesture: Gesture | null = null

  constructor(
    private readonly element: HTMLElement,
    canvases: { readonly photo: HTMLCanvasElement; readonly labels: HTMLCanvasElement; readonly tool: HTMLCanvasElement },
    private readonly listener: EditorListener,
  ) {
    this.labelLayer = { canvas: canvases.labels, paint: (context, frame) => this.paintLabels(context, frame) }
    this.toolLayer = { canvas: canvases.tool, paint: (context, frame) => this.paintTool(context, frame) }
    this.view = new PhotoView(element, canvases.photo, [this.labelLayer, this.toolLayer], (zoom) => listener.onZoom(zoom))
    this.stop = listenForGestures(element, {
      pan: (deltaX, deltaY) => this.view.pan(deltaX, deltaY),
      zoom: (factor, point) => this.view.zoomBy(factor, point),
      doubleClick: (point) => this.doubleClick(point),
      hover: (point) => this.hover(point),
      pick: () => listener.onPickNothing(),
      press: (point, keys) => this.press(point, keys),
    })
  }

  setContent(content: EditorContent): void {
    this.content = content
    this.view.invalidate(this.labelLayer)
    this.repaint()
  }

  setTool(tool: Tool): void {
    this.endKeyGesture('cancel')
    this.tool?.exit()
    this.tool = tool
    this.crosshair = null
    this.repaint()
  }

  /** Draws this label instead of the one with its id. */
  preview(label: Label | null): void {
    if (this.draft?.id !== label?.id) this.view.invalidate(this.labelLayer)
    this.draft = label
    this.repaint()
  }

  conceal(id: LabelId | null): void {
    this.concealedId = id
    this.view.invalidate(this.labelLayer)
    this.repaint()
  }

  repaint(): void {
    this.view.invalidate(this.toolLayer)
  }

  /** Gives up the gesture or the unfinished shape; false when there was none. */
  cancel(): boolean {
    const pressed = this.gesture ?? this.keyGesture
    this.gesture?.cancel()
    this.gesture = null
    this.endKeyGesture('cancel')
    const cancelled = this.tool?.cancel() ?? false
    const pointed = this.crosshair !== null
    this.crosshair = null
    this.repaint()
    return pressed !== null || cancelled || pointed
  }

  /** Moves the keyboard's pointer, which starts in the middle of what is seen, by CSS pixels and at least a photo pixel. */
  moveCrosshair(stepX: number, stepY: number, unit: 'screen' | 'photo'): void {
    const { photo, screen, viewport } = this.view.frame()
    const size = unit === 'photo' ? 1 : Math.max(1, 1 / viewport.scale)
    const from = this.crosshair ?? this.view.toPhoto({ x: screen.width / 2, y: screen.height / 2 })
    const clamp = (value: number, end: number): number => Math.min(end, Math.max(0, Math.round(value)))
    this.crosshair = { x: clamp(from.x + stepX * size, photo.width), y: clamp(from.y + stepY * size, photo.height) }
    const pointer = this.pointerAt(this.crosshair, { shift: false, alt: false })
    this.keyGesture?.move([pointer])
    this.tool?.hover(pointer)
    this.repaint()
  }

  /** Presses or releases the keyboard's pointer; false when there is none. */
  pressCrosshair(): boolean {
    if (this.crosshair === null || this.tool === null) return false
    if (this.keyGesture !== null) {
      this.endKeyGesture('end')
      return true
    }
    const gesture = this.tool.press(this.pointerAt(this.crosshair, { shift: false, alt: false }))
    if (this.tool.keyPress === 'hold') this.keyGesture = gesture
    else gesture?.end()
    this.repaint()
    return true
  }

  finish(): boolean {
    return this.tool?.finish() ?? false
  }

  stepBack(): boolean {
    return this.tool?.stepBack() ?? false
  }

  destroy(): void {
    this.cancel()
    this.view.destroy()
    this.stop()
  }

  private endKeyGesture(how: 'end' | 'cancel'): void {
    const gesture = this.keyGesture
    this.keyGesture = null
    gesture?.[how]()
  }

  private pointerAt(point: PointPx, keys: HeldKeys): ToolPointer {
    return { point, slackPx: slackPx / this.view.frame().viewport.scale, ...keys }
  }

  private press(point: PointPx, keys: HeldKeys): PressedDrag | null {
    this.crosshair = null
    this.gesture = this.tool?.press(this.pointerAt(this.view.toPhoto(point), keys)) ?? null
    if (this.gesture === null) return null
    const done = (how: 'end' | 'cancel'): void => {
      const gesture = this.gesture
      this.gesture = null
      gesture?.[how]()
    }
    return {
      move: (points, held) => this.gesture?.move(points.map((place) => this.pointerAt(this.view.toPhoto(place), held))),
      end: () => done('end'),
      cancel: () => done('cancel'),
    }
  }

  private hover(point: PointPx | null): void {
    if (this.crosshair !== null && point === null) return
    const pointer = point === null ? null : this.pointerAt(this.view.toPhoto(point), { shift: false, alt: false })
    this.tool?.hover(pointer)
    this.element.style.cursor = pointer === null || this.tool === null ? '' : this.tool.cursorAt(pointer)
    // Whoever draws looks at the photo, not at what is there already.
    if (this.gesture === null) this.listener.onHover(pointer === null || this.tool?.id !== 'select' ? null : this.keyUnder(pointer))
  }

  private keyUnder({ point, slackPx: slack }: ToolPointer): string | null {
    const label = labelAt(this.content.labels, point, slack / 2)
    return label === null ? (boxAt(this.content.ghosts, point, slack / 2)?.key ?? null) : labelKey(label.id)
  }

  private doubleClick(point: PointPx): void {
    if (this.tool?.doubleClick() === true) return
    if (this.tool?.id === 'select' && this.keyUnder(this.pointerAt(this.view.toPhoto(point), { shift: false, alt: false })) === null) this.view.zoomToggle(point)
  }

  private look(): LabelLook {
    const { colorOf, nameOf, hoveredKey, selectedKey } = this.content
    return { colorOf, nameOf, emphasisedKeys: new Set([hoveredKey, selectedKey].filter((key) => key !== null)) }
  }

  private paintLabels(context: CanvasRenderingContext2D, frame: Frame): void {
    const { labels, ghosts, ghostMask, ghostColorOf, hoveredKey, selectedKey } = this.content
    const isLeftOut = (key: string): boolean => key === this.draft?.id || key === this.concealedId
    drawOverlay(context, {
      ...frame,
      boxes: ghosts.filter(({ key }) => !isLeftOut(key)),
      colorOf: ghostColorOf,
      plates: 'emphasised',
      mask: ghostMask,
      hoveredKey,
      selectedKey,
    })
    drawLabels(context, frame, labels.filter(({ id }) => !isLeftOut(id)), this.look())
  }

  private paintTool(context: CanvasRenderingContext2D, frame: Frame): void {
    const { labels, ghosts, selectedKey, ghostColorOf } = this.content
    const { draft } = this
    if (draft !== null) {
      const ghost = ghosts.find(({ key }) => key === draft.id)
      const look = this.look()
      drawLabels(context, frame, [draft], ghost === undefined ? look : { ...look, colorOf: () => ghostColorOf(ghost), nameOf: () => ghost.name })
      drawHandles(context, frame, draft)
    } else {
      const selected = labels.find(({ id }) => labelKey(id) === selectedKey && id !== this.concealedId)
      const ghostRect = ghosts.find(({ key }) => key === selectedKey)?.rect ?? null
      if (selected !== undefined) {
        drawHandles(context, frame, selected)
        if (this.content.corner !== null) drawChosenCorner(context, frame, selected, this.content.corner)
      }
      else if (ghostRect !== null) drawHandles(context, frame, { geometry: { kind: 'box', ...ghostRect }, locked: false })
    }
    this.tool?.paint(context, frame)
    if (this.crosshair !== null) drawCrosshair(context, frame, this.crosshair)
  }
}
