import { expect, it } from 'vitest'
import type { PhotoLabels } from '#core/contract/labels'
import type { Label } from '#core/model/label'
import { emptyHistory, historyStep, recorded, redone, undone, type EditHistory } from './edit-history'
import { appliedEdit, photoEdit } from './photo-edit'

function box(x: number): Label {
  return { id: 'a', photoId: 1, classId: 1, geometry: { kind: 'box', x, y: 0, width: 5, height: 5 }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }
}
const empty: PhotoLabels = { photoId: 1, reviewState: 'unreviewed', labels: [], verdicts: [] }

/** Puts the box at each place in turn. */
function drawn(places: readonly number[], gesture: string | null) {
  let content = empty
  let history: EditHistory = emptyHistory
  for (const x of places) {
    const step = historyStep(content, photoEdit(1, { put: [box(x)] }), `to ${x}`, gesture)
    content = appliedEdit(content, step.forward)
    history = recorded(history, step)
  }
  return { content, history }
}

it('a thousand steps are taken back one by one and done again', () => {
  const places = Array.from({ length: 1000 }, (_, at) => at)
  let { content, history } = drawn(places, null)
  const end = content
  for (let move = undone(history); move !== null; move = undone(history)) {
    content = appliedEdit(content, move.step.backward)
    history = move.history
  }
  expect(content).toEqual(empty)
  expect(history.future).toHaveLength(1000)
  for (let move = redone(history); move !== null; move = redone(history)) {
    content = appliedEdit(content, move.step.forward)
    history = move.history
  }
  expect(content).toEqual(end)
})

it('the steps of one gesture are one, and lead back to before the first', () => {
  const { content, history } = drawn([1, 2, 3], 'held key')
  expect(history.past).toHaveLength(1)
  expect(appliedEdit(content, undone(history)?.step.backward ?? photoEdit(1, {}))).toEqual(empty)
})

it('a new step forgets what was taken back', () => {
  const { content, history } = drawn([1, 2], null)
  const back = undone(history)
  if (back === null) throw new Error('nothing to undo')
  const step = historyStep(appliedEdit(content, back.step.backward), photoEdit(1, { remove: ['a'] }), 'remove', null)
  expect(recorded(back.history, step).future).toEqual([])
})
