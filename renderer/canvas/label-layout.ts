import { intersectionArea, type RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'
import { rectToScreen, type Viewport } from './viewport'

/** What a plate can be put on. */
export interface PlateSubject {
  readonly key: string
  readonly name: string
  /** Where room is short the best has it. */
  readonly score: number
  readonly rect: RectPx | null
}

/** A label plate on the screen, in CSS pixels. */
export interface Plate<Subject extends PlateSubject> {
  readonly finding: Subject
  readonly rect: RectPx
}

export interface PlateOptions {
  readonly viewport: Viewport
  readonly screen: SizePx
  /** Width of the plate for a class name, in CSS pixels. */
  readonly widthOf: (name: string) => number
  readonly heightPx: number
  /** Hovered or selected boxes get their plate whether there is room or not. */
  readonly emphasisedKeys: ReadonlySet<string>
}

/** A box narrower than this on the screen is a dot in a crowd: its plate would say more than the box shows. */
const narrowestBoxPx = 28

/**
 * Where label plates go: on top of the box's left edge, inside when there is no room above, kept on the screen.
 * Emphasised boxes first, then by score; a plate that would cover another one is left out.
 */
export function layoutPlates<Subject extends PlateSubject>(findings: readonly Subject[], options: PlateOptions): readonly Plate<Subject>[] {
  const { emphasisedKeys } = options
  const rank = (finding: Subject): number => finding.score + (emphasisedKeys.has(finding.key) ? 2 : 0)
  const plates: Plate<Subject>[] = []
  for (const finding of [...findings].sort((a, b) => rank(b) - rank(a))) {
    if (finding.rect === null) continue
    const box = rectToScreen(options.viewport, finding.rect)
    if (!isOnScreen(box, options.screen)) continue
    const rect = plateRect(box, options.widthOf(finding.name), options)
    if (emphasisedKeys.has(finding.key) || hasRoom(rect, box, plates)) plates.push({ finding, rect })
  }
  return plates
}

function isOnScreen(box: RectPx, screen: SizePx): boolean {
  return box.x < screen.width && box.y < screen.height && box.x + box.width > 0 && box.y + box.height > 0
}

function hasRoom(rect: RectPx, box: RectPx, plates: readonly Plate<PlateSubject>[]): boolean {
  return box.width >= narrowestBoxPx && plates.every((plate) => intersectionArea(plate.rect, rect) === 0)
}

function plateRect(box: RectPx, width: number, { heightPx, screen }: PlateOptions): RectPx {
  const above = box.y - heightPx
  const y = above >= 0 ? above : Math.max(0, box.y)
  return { x: Math.max(0, Math.min(box.x - 1, screen.width - width)), y: Math.min(y, screen.height - heightPx), width, height: heightPx }
}
