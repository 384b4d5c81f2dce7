import type { Corner } from '../../canvas/shapes/polygon-shape'
import type { ToolId } from '../../canvas/tools/tool'
import type { ActionId } from '../../state/action-catalog'
import type { Selected } from './review-scene'

export interface KeyHint {
  readonly text: string
  /** As printed: keys that no action has. */
  readonly keys: readonly string[]
  /** Their keys come after those. */
  readonly actions: readonly ActionId[]
}

const hint = (text: string, ...keys: readonly string[]): KeyHint => ({ text, keys, actions: [] })
const does = (text: string, ...actions: readonly ActionId[]): KeyHint => ({ text, keys: [], actions })
const finishHints = [does('reviewed', 'review.done'), does('nothing here', 'review.empty'), does('next unreviewed', 'review.next-open')] as const
const drawingHints: Readonly<Record<Exclude<ToolId, 'select'>, readonly KeyHint[]>> = {
  box: [hint('drag to draw'), hint('place a corner', '←↑↓→', 'Enter'), hint('class', '0–9')],
  polygon: [hint('click each corner'), hint('set a corner', '←↑↓→', 'Enter'), hint('close: first corner or double click'), hint('one back', 'Backspace')],
  brush: [hint('paint'), hint('pen down or up', '←↑↓→', 'Enter'), does('size', 'review.smaller-brush', 'review.larger-brush'), does('eraser', 'tool.eraser')],
  eraser: [hint('erase'), hint('down or up', '←↑↓→', 'Enter'), does('size', 'review.smaller-brush', 'review.larger-brush'), does('brush', 'tool.brush')],
  'polygon-fill': [hint('click each corner'), hint('set a corner', '←↑↓→', 'Enter'), hint('close: first corner or double click')],
  flood: [hint('click a predicted segment'), hint('its whole class', 'Shift', 'click'), hint('take', '←↑↓→', 'Enter')],
}

const pointHints = [
  hint('move the point', '←↑↓→'), hint('by 10', 'Shift'), does('next point', 'review.next-point'), does('add a point', 'review.add-point'), does('delete the point', 'review.refuse'),
  does('back', 'review.cancel'),
] as const

export interface HandState {
  readonly tool: ToolId
  readonly selected: Selected | null
  /** The point of the selected polygon that is in work. */
  readonly corner: Corner | null
  readonly openPredictions: number
}

/** The keys that do something now, the likeliest first. */
export function keyHints({ tool, selected, corner, openPredictions }: HandState): readonly KeyHint[] {
  // A mask stays selected while it is worked on; a box that was just drawn waits to be corrected.
  if (tool !== 'select' && (tool !== 'box' || selected?.kind !== 'label')) return [...drawingHints[tool], does('back', 'review.cancel')]
  if (selected?.kind === 'ghost') return [does('accept', 'review.accept'), does('refuse', 'review.refuse'), hint('accept as', '0–9'), hint('correct', '←↑↓→'), does('next', 'review.next-object')]
  if (selected?.kind === 'label') {
    const { kind } = selected.label.geometry
    if (kind === 'polygon' && corner !== null) return pointHints
    const moving = kind === 'box' || kind === 'polygon' ? [hint('move', '←↑↓→')] : []
    const growing = kind === 'box' ? [hint('resize', 'Alt', '←↑↓→'), hint('by 10', 'Shift')] : []
    const points = kind === 'polygon' ? [does('its points', 'review.previous-point', 'review.next-point'), hint('delete a point', 'Alt', 'click')] : []
    return [hint('class', '0–9'), ...moving, ...growing, ...points, does('delete', 'review.refuse'), does('lock', 'review.lock'), does('hide', 'review.hide'), does('to next photo', 'review.copy')]
  }
  const accepting = openPredictions > 0 ? [does('first prediction', 'review.accept'), does('accept all', 'review.accept-photo')] : []
  return [...accepting, hint('tag', '0–9'), does('box', 'tool.box'), ...finishHints, does('undo', 'review.undo')]
}
