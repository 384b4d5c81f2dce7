import { expect, test } from 'vitest'
import type { ImportChoices } from '#core/model/import-choices'
import { listedChoices, numberedLabels } from './import-draft'

const proposed: ImportChoices = {
  task: 'detection',
  input: { name: 'x', layout: 'channels-first', channels: 'rgb', size: { width: 320, height: 320 }, normalisation: { mean: [0, 0, 0], std: [1, 1, 1] } },
  fit: { kind: 'pad' },
  reading: { kind: 'box-rows', output: 'y', order: 'rows', objectness: 'with', unit: 'pixels' },
}

test('what shapes leave open can be chosen; names of tensors cannot', () => {
  const shown = listedChoices(proposed, proposed)
  expect(shown.map(({ key, value }) => [key, value])).toEqual([
    ['scaling', '0..1'],
    ['layout', 'channels-first'],
    ['channels', 'rgb'],
    ['fit', 'pad'],
    ['order', 'rows'],
    ['objectness', 'with'],
    ['unit', 'pixels'],
  ])
  expect(shown.find(({ key }) => key === 'unit')?.take('shares').reading).toEqual({ kind: 'box-rows', output: 'y', order: 'rows', objectness: 'with', unit: 'shares' })
  expect(shown[0]?.take('signed').input.normalisation).toEqual({ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] })
})

test('a scaling without a name stays to choose', () => {
  const own = { ...proposed, input: { ...proposed.input, normalisation: { mean: [0.1, 0.1, 0.1] as [number, number, number], std: [1, 1, 1] as [number, number, number] } } }
  const [scaling] = listedChoices(listedChoices(own, own)[0]?.take('imagenet') ?? own, own)
  expect(scaling?.value).toBe('imagenet')
  expect(scaling?.take('own').input.normalisation.mean).toEqual([0.1, 0.1, 0.1])
})

test('a segmenter has to see the whole photo; the middle cut out fits 256 of 224', () => {
  const map: ImportChoices = { ...proposed, task: 'segmentation', reading: { kind: 'score-map', output: 'y', axis: 'channels-first' } }
  expect(listedChoices(map, map).find(({ key }) => key === 'fit')?.options.map(({ value }) => value)).toEqual(['stretch', 'pad'])
  const sized = { ...proposed, input: { ...proposed.input, size: { width: 224, height: 224 } } }
  expect(listedChoices(sized, sized).find(({ key }) => key === 'fit')?.take('center-crop').fit).toEqual({ kind: 'center-crop', shorterSide: 256 })
})

test('numbers stand in for names', () => {
  const proposal = { inputs: [], outputs: [], choices: proposed, classCount: 2, firstClass: 1, labels: [], reasons: [], doubts: [] }
  expect(numberedLabels(proposal)).toEqual([{ id: 1, name: 'class 1' }, { id: 2, name: 'class 2' }])
  expect(numberedLabels({ ...proposal, classCount: null })).toEqual([])
})
