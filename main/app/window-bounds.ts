/** A rectangle of the desktop in device-independent pixels. */
export interface DesktopRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const minimumWindowSize = { width: 1024, height: 700 } as const
const preferredSize = { width: 1440, height: 900 } as const
/** So much of the title bar must be within reach of the pointer. */
const reachable = { width: 120, height: 40 } as const

/**
 * Where the window opens: the remembered place when its title bar is still on a screen, else centred on the first
 * work area. Never larger than the work area, except that the minimum size wins.
 */
export function windowBounds(remembered: DesktopRect | null, workAreas: readonly DesktopRect[]): DesktopRect {
  const home = workAreas.find((area) => remembered !== null && isReachable(remembered, area))
  const area = home ?? workAreas[0] ?? { x: 0, y: 0, ...preferredSize }
  const size = sizeWithin(home === undefined || remembered === null ? preferredSize : remembered, area)
  if (home === undefined || remembered === null) {
    return { x: area.x + Math.round((area.width - size.width) / 2), y: area.y + Math.round((area.height - size.height) / 2), ...size }
  }
  return { x: remembered.x, y: Math.max(remembered.y, area.y), ...size }
}

function isReachable(rect: DesktopRect, area: DesktopRect): boolean {
  const overlapWidth = Math.min(rect.x + rect.width, area.x + area.width) - Math.max(rect.x, area.x)
  const titleTop = Math.max(rect.y, area.y)
  return overlapWidth >= reachable.width && rect.y > area.y - reachable.height && titleTop + reachable.height <= area.y + area.height
}

function sizeWithin(wanted: { width: number; height: number }, area: DesktopRect): { width: number; height: number } {
  return {
    width: Math.max(minimumWindowSize.width, Math.min(wanted.width, area.width)),
    height: Math.max(minimumWindowSize.height, Math.min(wanted.height, area.height)),
  }
}
