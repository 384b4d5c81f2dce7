import type { PointPx } from '#core/geometry/orientation'
import type { Label } from '#core/model/label'
import { inkOn } from '../ui/class-color'
import { plateFont, plateHeightPx, platePaddingPx, snapped } from './draw-overlay'
import { layoutPlates } from './label-layout'
import { labelKey } from './label-key'
import { boundsOf, runMaskOf } from './label-shape'
import { MaskPainting } from './mask/mask-painting'
import type { Frame } from './photo-view'
import { boxHandles, handlePoint } from './shapes/box-shape'
import { cornerPoint, cornersOf, type Corner, type Polygon } from './shapes/polygon-shape'
import { rectToScreen } from './viewport'

/** How labels look and which stand out. */
export interface LabelLook {
  readonly colorOf: (label: Label) => string
  readonly nameOf: (label: Label) => string
  readonly emphasisedKeys: ReadonlySet<string>
}

const handleHalfPx = 4
const paintings = new WeakMap<object, { readonly color: string; readonly painting: MaskPainting }>()

/** Draws labels with solid lines, masks first, on a canvas whose unit is a CSS pixel. */
export function drawLabels(context: CanvasRenderingContext2D, frame: Frame, labels: readonly Label[], look: LabelLook): void {
  context.setLineDash([])
  for (const label of labels) drawMask(context, frame, label, look.colorOf(label))
  for (const label of labels) drawOutline(context, frame, label, look)
  drawNames(context, frame, labels, look)
}

function drawMask(context: CanvasRenderingContext2D, frame: Frame, { geometry }: Label, color: string): void {
  if (geometry.kind !== 'mask') return
  const known = paintings.get(geometry.mask)
  const bounds = boundsOf(geometry)
  if (bounds === null) return
  const painting = known?.color === color ? known.painting : new MaskPainting(runMaskOf(geometry.mask), bounds, color)
  if (known?.painting !== painting) paintings.set(geometry.mask, { color, painting })
  painting.draw(context, frame)
}

function drawOutline(context: CanvasRenderingContext2D, frame: Frame, label: Label, { colorOf, emphasisedKeys }: LabelLook): void {
  const { geometry } = label
  const emphasised = emphasisedKeys.has(labelKey(label.id))
  const bounds = boundsOf(geometry)
  if (bounds === null || (geometry.kind === 'mask' && !emphasised)) return
  const color = colorOf(label)
  context.beginPath()
  if (geometry.kind === 'polygon') addRings(context, frame, geometry)
  else {
    const { x, y, width, height } = snapped(rectToScreen(frame.viewport, bounds))
    context.rect(x, y, width, height)
  }
  if (geometry.kind === 'polygon' || (emphasised && geometry.kind === 'box')) {
    context.fillStyle = `${color}${emphasised ? '40' : '26'}`
    context.fill('evenodd')
  }
  context.lineWidth = geometry.kind === 'mask' ? 3 : emphasised ? 5 : 4
  context.strokeStyle = inkOn(color) === '#000000' ? 'rgb(0 0 0 / 0.55)' : 'rgb(255 255 255 / 0.6)'
  context.stroke()
  context.lineWidth = geometry.kind === 'mask' ? 1 : emphasised ? 3 : 2
  context.strokeStyle = color
  context.stroke()
}

function addRings(context: CanvasRenderingContext2D, frame: Frame, { rings }: Polygon): void {
  for (const ring of rings) {
    cornersOf(ring).forEach((corner, at) => {
      const { x, y } = toScreen(frame, corner)
      if (at === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    })
    context.closePath()
  }
}

function toScreen({ viewport }: Frame, { x, y }: PointPx): PointPx {
  return { x: viewport.x + x * viewport.scale, y: viewport.y + y * viewport.scale }
}

function drawNames(context: CanvasRenderingContext2D, { viewport, screen }: Frame, labels: readonly Label[], look: LabelLook): void {
  context.font = plateFont
  context.textBaseline = 'middle'
  const subjects = labels.flatMap((label) => {
    const rect = boundsOf(label.geometry)
    return rect === null ? [] : [{ key: labelKey(label.id), name: look.nameOf(label), score: 1, rect, color: look.colorOf(label) }]
  })
  const plates = layoutPlates(subjects, {
    viewport,
    screen,
    widthOf: (name) => Math.ceil(context.measureText(name).width) + 2 * platePaddingPx,
    heightPx: plateHeightPx,
    emphasisedKeys: look.emphasisedKeys,
  })
  for (const { finding, rect } of plates) {
    context.fillStyle = finding.color
    context.beginPath()
    context.roundRect(rect.x, rect.y, rect.width, rect.height, 3)
    context.fill()
    context.fillStyle = inkOn(finding.color)
    context.fillText(finding.name, rect.x + platePaddingPx, rect.y + rect.height / 2 + 0.5)
  }
}

/** Where a selected label can be taken: handles of a box, corners of a polygon. */
export function drawHandles(context: CanvasRenderingContext2D, frame: Frame, { geometry, locked }: Pick<Label, 'geometry' | 'locked'>): void {
  if (locked) return
  const points =
    geometry.kind === 'box' ? boxHandles.map((handle) => handlePoint(geometry, handle)) : geometry.kind === 'polygon' ? geometry.rings.flatMap(cornersOf) : []
  context.setLineDash([])
  context.lineWidth = 1.5
  context.fillStyle = '#ffffff'
  context.strokeStyle = '#000000'
  for (const { x, y } of points.map((point) => toScreen(frame, point))) {
    context.beginPath()
    context.rect(Math.round(x) - handleHalfPx, Math.round(y) - handleHalfPx, 2 * handleHalfPx, 2 * handleHalfPx)
    context.fill()
    context.stroke()
  }
}

/** The point of a polygon that the keyboard works on: the other way round than the rest, and larger. */
export function drawChosenCorner(context: CanvasRenderingContext2D, frame: Frame, { geometry, locked }: Pick<Label, 'geometry' | 'locked'>, corner: Corner): void {
  const point = locked || geometry.kind !== 'polygon' ? null : cornerPoint(geometry, corner)
  if (point === null) return
  const { x, y } = toScreen(frame, point)
  context.setLineDash([])
  context.lineWidth = 2
  context.fillStyle = '#000000'
  context.strokeStyle = '#ffffff'
  context.beginPath()
  context.arc(x, y, handleHalfPx + 3, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}

const crosshairPx = 14

/** The pointer of the keyboard. */
export function drawCrosshair(context: CanvasRenderingContext2D, frame: Frame, point: PointPx): void {
  const { x, y } = toScreen(frame, point)
  context.setLineDash([])
  context.beginPath()
  context.moveTo(x - crosshairPx, y)
  context.lineTo(x + crosshairPx, y)
  context.moveTo(x, y - crosshairPx)
  context.lineTo(x, y + crosshairPx)
  for (const [width, color] of [[5, 'rgb(0 0 0 / 0.7)'], [2, '#ffffff']] as const) {
    context.lineWidth = width
    context.strokeStyle = color
    context.stroke()
  }
}
