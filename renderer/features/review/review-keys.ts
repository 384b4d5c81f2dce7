import type { ClassId, LabelClass } from '#core/model/label'

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** An arrow key as a direction and a step. */
export interface Arrow {
  readonly x: number
  readonly y: number
  /** 1, with Shift 10. */
  readonly stepPx: number
  readonly isAlt: boolean
}

const directions: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export function arrowOf({ key, shiftKey, altKey, ctrlKey, metaKey }: Press): Arrow | null {
  const direction = directions[key]
  if (direction === undefined || ctrlKey || metaKey) return null
  return { x: direction[0], y: direction[1], stepPx: shiftKey ? 10 : 1, isAlt: altKey }
}

/** The class that a plain key stands for; null for every other key. */
export function classOfKey({ key, shiftKey, altKey, ctrlKey, metaKey }: Press, classes: readonly LabelClass[]): ClassId | null {
  if (altKey || ctrlKey || metaKey || shiftKey) return null
  return classes.find((known) => known.key !== null && known.key === key.toLowerCase())?.id ?? null
}
