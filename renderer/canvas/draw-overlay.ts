import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'
import { inkOn } from '../ui/class-color'
import { layoutPlates, type Plate } from './label-layout'
import type { Finding } from './scene'
import { isCrisp, rectToScreen, type Viewport } from './viewport'

export interface OverlayDrawing {
  /** Boxes to draw, the ones on top last. */
  readonly boxes: readonly Finding[]
  readonly colorOf: (finding: Finding) => string
  /** Whether boxes have their name where there is room, or only when they are pointed at. */
  readonly plates: 'with-room' | 'emphasised'
  readonly hoveredKey: string | null
  readonly selectedKey: string | null
  /** The tinted mask, to be stretched over the photo's area. */
  readonly mask: CanvasImageSource | null
  readonly photo: SizePx
  readonly viewport: Viewport
  readonly screen: SizePx
  readonly devicePixelRatio: number
}

export const plateHeightPx = 18
export const platePaddingPx = 6
const scoreBarPx = 22
export const plateFont = '600 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
/** Predictions are dashed; what a person drew is solid. */
const predictionDash = [7, 4]

/** Draws masks, boxes and label plates on a canvas whose unit is a CSS pixel. */
export function drawOverlay(context: CanvasRenderingContext2D, drawing: OverlayDrawing): void {
  const { devicePixelRatio, viewport, photo, mask } = drawing
  if (mask !== null) {
    context.imageSmoothingEnabled = !isCrisp(viewport, devicePixelRatio)
    context.drawImage(mask, viewport.x, viewport.y, photo.width * viewport.scale, photo.height * viewport.scale)
  }
  for (const box of drawing.boxes) drawBox(context, box, drawing)
  context.setLineDash([])
  context.globalAlpha = 1
  context.font = plateFont
  context.textBaseline = 'middle'
  for (const plate of platesOf(context, drawing)) drawPlate(context, plate, drawing.colorOf(plate.finding))
}

function platesOf(context: CanvasRenderingContext2D, drawing: OverlayDrawing): readonly Plate<Finding>[] {
  const emphasised = [drawing.hoveredKey, drawing.selectedKey].filter((key) => key !== null)
  const named = drawing.plates === 'with-room' ? drawing.boxes : drawing.boxes.filter(({ key }) => emphasised.includes(key))
  return layoutPlates(named, {
    viewport: drawing.viewport,
    screen: drawing.screen,
    widthOf: (name) => Math.ceil(context.measureText(name).width) + scoreBarPx + 3 * platePaddingPx,
    heightPx: plateHeightPx,
    emphasisedKeys: new Set(emphasised),
  })
}

function drawBox(context: CanvasRenderingContext2D, box: Finding, { viewport, selectedKey, hoveredKey, colorOf }: OverlayDrawing): void {
  if (box.rect === null) return
  const color = colorOf(box)
  const emphasised = box.key === selectedKey || box.key === hoveredKey
  const { x, y, width, height } = snapped(rectToScreen(viewport, box.rect))
  const dimmed = selectedKey !== null && !emphasised
  context.globalAlpha = dimmed ? 0.7 : 1
  if (emphasised) {
    context.fillStyle = `${color}26`
    context.fillRect(x, y, width, height)
  }
  if (!dimmed) {
    context.setLineDash([])
    context.lineWidth = emphasised ? 5 : 4
    context.strokeStyle = inkOn(color) === '#000000' ? 'rgb(0 0 0 / 0.55)' : 'rgb(255 255 255 / 0.6)'
    context.strokeRect(x, y, width, height)
  }
  context.setLineDash(predictionDash)
  context.lineWidth = dimmed ? 1 : emphasised ? 3 : 2
  context.strokeStyle = color
  context.strokeRect(x, y, width, height)
}

/** Whole pixels keep the lines sharp; a box never vanishes. */
export function snapped({ x, y, width, height }: RectPx): RectPx {
  const left = Math.round(x)
  const top = Math.round(y)
  return { x: left, y: top, width: Math.max(2, Math.round(x + width) - left), height: Math.max(2, Math.round(y + height) - top) }
}

function drawPlate(context: CanvasRenderingContext2D, { finding, rect }: Plate<Finding>, color: string): void {
  const ink = inkOn(color)
  const middle = rect.y + rect.height / 2
  context.fillStyle = color
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 3)
  context.fill()
  context.fillStyle = ink
  context.fillText(finding.name, rect.x + platePaddingPx, middle + 0.5)
  const barX = rect.x + rect.width - platePaddingPx - scoreBarPx
  context.globalAlpha = 0.3
  context.fillRect(barX, middle - 2, scoreBarPx, 4)
  context.globalAlpha = 1
  context.fillRect(barX, middle - 2, Math.max(1, scoreBarPx * finding.score), 4)
}
