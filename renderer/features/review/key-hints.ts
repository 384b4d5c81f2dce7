import type { ToolId } from '../../canvas/tools/tool'
import type { Selected } from './review-scene'

export interface KeyHint {
  readonly keys: readonly string[]
  readonly text: string
}

const hint = (text: string, ...keys: readonly string[]): KeyHint => ({ keys, text })
const finishHints = [hint('reviewed', 'D'), hint('nothing here', 'O'), hint('next unreviewed', 'N')] as const
const drawingHints: Readonly<Record<Exclude<ToolId, 'select'>, readonly KeyHint[]>> = {
  box: [hint('drag to draw'), hint('place a corner', '←↑↓→', 'Enter'), hint('class', '0–9')],
  polygon: [hint('click each corner'), hint('set a corner', '←↑↓→', 'Enter'), hint('close: first corner or double click'), hint('one back', 'Backspace')],
  brush: [hint('paint'), hint('pen down or up', '←↑↓→', 'Enter'), hint('size', '[', ']'), hint('eraser', 'X')],
  eraser: [hint('erase'), hint('down or up', '←↑↓→', 'Enter'), hint('size', '[', ']'), hint('brush', 'M')],
  'polygon-fill': [hint('click each corner'), hint('set a corner', '←↑↓→', 'Enter'), hint('close: first corner or double click')],
  flood: [hint('click a predicted segment'), hint('its whole class', 'Shift', 'click'), hint('take', '←↑↓→', 'Enter')],
}

/** The keys that do something now, the likeliest first. */
export function keyHints(tool: ToolId, selected: Selected | null, openPredictions: number): readonly KeyHint[] {
  // A mask stays selected while it is worked on; a box that was just drawn waits to be corrected.
  if (tool !== 'select' && (tool !== 'box' || selected?.kind !== 'label')) return [...drawingHints[tool], hint('back', 'Esc')]
  if (selected?.kind === 'ghost') return [hint('accept', 'A'), hint('refuse', 'R'), hint('accept as', '0–9'), hint('correct', '←↑↓→'), hint('next', 'J')]
  if (selected?.kind === 'label') {
    const { kind } = selected.label.geometry
    const moving = kind === 'box' || kind === 'polygon' ? [hint('move', '←↑↓→')] : []
    const growing = kind === 'box' ? [hint('resize', 'Alt', '←↑↓→'), hint('by 10', 'Shift')] : []
    const points = kind === 'polygon' ? [hint('delete a point', 'Alt', 'click')] : []
    return [hint('class', '0–9'), ...moving, ...growing, ...points, hint('delete', 'Delete'), hint('lock', 'L'), hint('hide', 'H'), hint('to next photo', 'C')]
  }
  const accepting = openPredictions > 0 ? [hint('first prediction', 'A'), hint('accept all', 'Shift', 'A')] : []
  return [...accepting, hint('tag', '0–9'), hint('box', 'B'), ...finishHints, hint('undo', 'Z')]
}
