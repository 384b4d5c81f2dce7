import type { Label } from '#core/model/label'
import { cornerPoint, midpointAfter, steppedCorner, withCornerAdded, withCornerMoved, withCornerRemoved, type Corner, type Polygon } from '../../canvas/shapes/polygon-shape'
import type { ReviewDesk } from './review-desk'
import { chooseCorner, say, useReviewView } from './review-view'

interface SelectedPolygon {
  readonly label: Label
  readonly polygon: Polygon
  /** The point in work; null when there is none, or it is gone. */
  readonly corner: Corner | null
}

/** The points of the selected polygon, one by one by keyboard. Everything answers false when there is nothing to do. */
export class PolygonPoints {
  constructor(private readonly desk: ReviewDesk) {}

  /** Takes the next or previous point into work. */
  step(direction: 1 | -1): boolean {
    const selected = this.selected()
    const next = selected === null ? null : steppedCorner(selected.polygon, selected.corner, direction)
    if (selected === null || next === null) return false
    this.take(selected.polygon, next)
    return true
  }

  /** Moves the point in work by photo pixels, as far as the photo lets it. */
  move(deltaX: number, deltaY: number): boolean {
    const corner = this.selected()?.corner ?? null
    if (corner === null) return false
    return this.desk.reshape(
      'Move point of',
      (geometry, photo) => {
        const from = geometry.kind === 'polygon' ? cornerPoint(geometry, corner) : null
        return geometry.kind !== 'polygon' || from === null ? null : withCornerMoved(geometry, corner, { x: from.x + deltaX, y: from.y + deltaY }, photo)
      },
      `${corner.ring}.${corner.corner}`,
    )
  }

  /** Adds a point half way to the one after the point in work, and takes it into work. */
  insert(): boolean {
    const selected = this.selected()
    const corner = selected?.corner ?? null
    const middle = selected === null || corner === null ? null : midpointAfter(selected.polygon, corner)
    if (selected === null || corner === null || middle === null) return false
    const added = { ring: corner.ring, corner: corner.corner + 1 }
    // Every added point is a step of its own, however quickly they are added.
    const done = this.desk.reshape(
      'Add point to',
      (geometry, photo) => (geometry.kind === 'polygon' ? withCornerAdded(geometry, added, middle, photo) : null),
      crypto.randomUUID(),
    )
    if (done && !selected.label.locked) chooseCorner(added)
    return done
  }

  /** Deletes the point in work; the polygon goes with the last point that it cannot do without. */
  remove(): boolean {
    const selected = this.selected()
    const corner = selected?.corner ?? null
    if (selected === null || corner === null) return false
    const rest = withCornerRemoved(selected.polygon, corner)
    if (rest === null) {
      this.desk.remove(selected.label)
      return true
    }
    const done = this.desk.reshape('Delete point of', () => rest, crypto.randomUUID())
    if (done && !selected.label.locked) chooseCorner(cornerPoint(rest, corner) === null ? steppedCorner(rest, null, 1) : corner)
    return done
  }

  /** Puts the point in work away and leaves the polygon selected. */
  release(): boolean {
    if ((this.selected()?.corner ?? null) === null) return false
    chooseCorner(null)
    return true
  }

  private selected(): SelectedPolygon | null {
    const selected = this.desk.selected()
    const { tool, corner } = useReviewView.getState()
    if (tool !== 'select' || selected?.kind !== 'label' || selected.label.geometry.kind !== 'polygon') return null
    const polygon = selected.label.geometry
    return { label: selected.label, polygon, corner: corner === null || cornerPoint(polygon, corner) === null ? null : corner }
  }

  private take({ rings }: Polygon, corner: Corner): void {
    chooseCorner(corner)
    const points = (rings[corner.ring]?.points.length ?? 0) / 2
    say(`Point ${corner.corner + 1} of ${points}${rings[corner.ring]?.hole === true ? ' of a hole' : ''}`)
  }
}
