import type { PointPx } from '#core/geometry/orientation'
import type { Label, LabelGeometry } from '#core/model/label'
import type { Finding } from '../scene'
import { handleAt, movedBox, resizedBox, type BoxHandle } from '../shapes/box-shape'
import { cornerAt, edgeAt, movedPolygon, withCornerAdded, withCornerMoved, type Corner, type Polygon } from '../shapes/polygon-shape'
import type { Gesture, ToolHost, ToolPointer } from './tool'

/** The geometry after a drag from `start` to `point`. */
type Reshape = (start: PointPx, point: PointPx) => LabelGeometry

/** What is being reshaped: a label, or a prediction that becomes one by it. */
export interface Reshaped {
  /** As it is before the drag. */
  readonly label: Label
  keep(geometry: LabelGeometry): void
}

export function reshapedLabel(host: ToolHost, label: Label, title: string): Reshaped {
  return { label, keep: (geometry) => host.put({ ...label, geometry }, title) }
}

/** The prediction drawn as a label of its own while it is dragged. */
export function reshapedGhost(host: ToolHost, ghost: Finding, like: Label): Reshaped {
  return { label: like, keep: (geometry) => host.correct(ghost, geometry) }
}

/** A drag that changes the outline of one label: shown while it lasts, kept as one step at its end. */
export function reshapeGesture(host: ToolHost, { label, keep }: Reshaped, start: ToolPointer, reshape: Reshape): Gesture {
  let geometry: LabelGeometry | null = null
  return {
    move: (pointers) => {
      const last = pointers.at(-1)
      if (last === undefined) return
      // A hand that trembles while it clicks moves nothing.
      if (geometry === null && Math.hypot(last.point.x - start.point.x, last.point.y - start.point.y) < start.slackPx / 2) return
      geometry = reshape(start.point, last.point)
      host.preview({ ...label, geometry })
    },
    end: () => {
      host.preview(null)
      if (geometry !== null && JSON.stringify(geometry) !== JSON.stringify(label.geometry)) keep(geometry)
    },
    cancel: () => host.preview(null),
  }
}

export function resizeBox(host: ToolHost, reshaped: Reshaped, handle: BoxHandle, start: ToolPointer): Gesture | null {
  const { geometry } = reshaped.label
  if (geometry.kind !== 'box') return null
  return reshapeGesture(host, reshaped, start, (from, to) => ({ kind: 'box', ...resizedBox(geometry, handle, to.x - from.x, to.y - from.y, host.photo) }))
}

/** Moves a box or polygon as a whole; null for what cannot be moved. */
export function moveShape(host: ToolHost, reshaped: Reshaped, start: ToolPointer): Gesture | null {
  const { geometry } = reshaped.label
  switch (geometry.kind) {
    case 'box':
      return reshapeGesture(host, reshaped, start, (from, to) => ({ kind: 'box', ...movedBox(geometry, to.x - from.x, to.y - from.y, host.photo) }))
    case 'polygon':
      return reshapeGesture(host, reshaped, start, (from, to) => movedPolygon(geometry, to.x - from.x, to.y - from.y, host.photo))
    case 'tag':
    case 'mask':
      return null
  }
}

function dragCorner(host: ToolHost, reshaped: Reshaped, polygon: Polygon, corner: Corner, start: ToolPointer): Gesture {
  return reshapeGesture(host, reshaped, start, (_from, to) => withCornerMoved(polygon, corner, to, host.photo))
}

/** What can be taken at the outline of a label: a handle of a box, a corner of a polygon, or an edge that gets a corner. */
export function outlineGesture(host: ToolHost, label: Label, pointer: ToolPointer): Gesture | null {
  const { geometry } = label
  const { point, slackPx } = pointer
  if (geometry.kind === 'box') {
    const handle = handleAt(geometry, point, slackPx)
    return handle === null ? null : resizeBox(host, reshapedLabel(host, label, 'Resize'), handle, pointer)
  }
  if (geometry.kind !== 'polygon') return null
  const corner = cornerAt(geometry, point, slackPx)
  if (corner !== null) return dragCorner(host, reshapedLabel(host, label, 'Move point'), geometry, corner, pointer)
  const edge = edgeAt(geometry, point, slackPx)
  if (edge === null) return null
  const added = withCornerAdded(geometry, edge, point, host.photo)
  const gesture = dragCorner(host, reshapedLabel(host, label, 'Add point'), added, edge, pointer)
  host.preview({ ...label, geometry: added })
  let moved = false
  return {
    move: (pointers) => {
      moved = true
      gesture.move(pointers)
    },
    end: () => {
      if (moved) gesture.end()
      else {
        host.preview(null)
        host.put({ ...label, geometry: added }, 'Add point')
      }
    },
    cancel: () => gesture.cancel(),
  }
}
