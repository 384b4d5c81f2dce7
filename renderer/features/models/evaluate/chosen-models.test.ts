import { expect, test } from 'vitest'
import type { ModelEntry } from '#core/contract/runs'
import type { Task } from '#core/model/prediction'
import { exampleCard } from '#core/testing/example-card'
import { chosenModels } from './chosen-models'

function entry(id: string, task: Task, { usable } = { usable: true }): ModelEntry {
  return { card: { ...exampleCard({ sha256: '', bytes: 3, parameters: 7, labels: [] }), id, task }, usable, problem: null, predictedPhotos: 0, photoMs: null }
}

const entries = [entry('tags', 'classification'), entry('boxes', 'detection'), entry('boxes-int8', 'detection'), entry('broken', 'detection', { usable: false })]

function ids(modelIds: readonly string[] | null, referenceId: string | null = null) {
  const found = chosenModels(entries, modelIds, referenceId)
  return found && [found.task, found.offered.map(({ card }) => card.id), found.chosen.map(({ card }) => card.id), found.reference.card.id]
}

test('without a choice all of the task with most usable models are compared, with the first', () => {
  expect(ids(null)).toEqual(['detection', ['boxes', 'boxes-int8'], ['boxes', 'boxes-int8'], 'boxes'])
})

test('only models of one task are compared, and a reference that is not among them is none', () => {
  expect(ids(['tags', 'boxes'])).toEqual(['classification', ['tags'], ['tags'], 'tags'])
  expect(ids(['boxes-int8'], 'boxes')).toEqual(['detection', ['boxes', 'boxes-int8'], ['boxes-int8'], 'boxes-int8'])
  expect(ids(['boxes', 'boxes-int8'], 'boxes-int8')?.[3]).toBe('boxes-int8')
  expect(chosenModels([], null, null)).toBe(null)
})
