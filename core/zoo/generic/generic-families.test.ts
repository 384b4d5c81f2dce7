import { expect, test } from 'vitest'
import type { FamilyId, ModelCard } from '#core/model/model-card'
import type { Detection, Segmentation } from '#core/model/prediction'
import { unpackMask } from '#core/geometry/mask-codec'
import { families } from '#core/zoo/families'
import { exampleCard } from '#core/testing/example-card'

const tensor = (dims: readonly number[], values: readonly number[]) => ({ dims, data: Float32Array.from(values) })

function cardOf(family: FamilyId, fit: ModelCard['fit'], names: readonly (readonly [number, string])[]): ModelCard {
  return { ...exampleCard({}), family, fit, inputSize: { width: 100, height: 100 }, labels: names.map(([id, name]) => ({ id, name })) }
}

test('chosen boxes: only those counted, by id, padded input undone, best first', () => {
  // A photo of 200 x 100 is 100 x 50 in the input, at its top left.
  const card = cardOf('picked-detector', { kind: 'pad' }, [[1, 'a'], [7, 'b']])
  const outputs = {
    boxes: tensor([1, 3, 4], [0.1, 0.2, 0.4, 0.6, 0, 0, 0.5, 1, 0, 0, 1, 1]),
    scores: tensor([1, 3], [0.3, 0.9, 0.99]),
    classes: tensor([1, 3], [7, 1, 1]),
    count: tensor([1], [2]),
  }
  const { boxes } = families['picked-detector'].answer(card, outputs, { photo: { width: 200, height: 100 } }) as Detection
  expect(boxes.map(({ index }) => index)).toEqual([0, 1])
  expect(boxes[0]).toMatchObject({ x: 0, y: 0, width: 200, height: 100 })
  expect(boxes[1]?.x).toBeCloseTo(40, 4)
  expect(boxes[1]?.y).toBeCloseTo(20, 4)
  expect(boxes[1]?.width).toBeCloseTo(80, 4)
  expect(boxes[1]?.height).toBeCloseTo(60, 4)
})

test('candidate boxes are suppressed per class', () => {
  const card = cardOf('box-detector', { kind: 'stretch' }, [[1, 'a'], [2, 'b']])
  const box = [0.1, 0.1, 0.5, 0.5]
  const outputs = { boxes: tensor([1, 2, 4], [...box, ...box]), scores: tensor([1, 2, 2], [0.9, 0, 0.8, 0.7]) }
  const { boxes } = families['box-detector'].answer(card, outputs, { photo: { width: 10, height: 20 } }) as Detection
  expect(boxes.map(({ index, score }) => [index, Math.round(score * 10)])).toEqual([[0, 9], [1, 7]])
})

test('probabilities stay as they are, also when they do not add up to one', () => {
  const card = cardOf('probability-classifier', { kind: 'stretch' }, [[0, 'a'], [1, 'b']])
  const answer = families['probability-classifier'].answer(card, { probabilities: tensor([1, 2], [0.75, 0.5]) }, { photo: { width: 1, height: 1 } })
  expect(answer).toMatchObject({ tags: [{ index: 0, score: 0.75 }, { index: 1, score: 0.5 }] })
})

test('a class map is painted cell by cell', () => {
  const card = cardOf('class-map-segmenter', { kind: 'stretch' }, [[0, 'ground'], [1, 'sky']])
  const answer = families['class-map-segmenter'].answer(card, { classes: tensor([1, 2, 2], [1, 1, 0, 1]) }, { photo: { width: 4, height: 2 } }) as Segmentation
  expect([...unpackMask(answer.mask)]).toEqual([1, 1, 1, 1, 0, 0, 1, 1])
  expect(answer.areas).toEqual([{ index: 1, fraction: 0.75 }, { index: 0, fraction: 0.25 }])
  expect(() => families['class-map-segmenter'].answer(card, { classes: tensor([1, 1, 1], [5]) }, { photo: { width: 4, height: 2 } })).toThrow('names class 5')
})
