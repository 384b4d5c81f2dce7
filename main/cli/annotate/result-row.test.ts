import { expect, test } from 'vitest'
import type { PhotoAnswer } from '#core/contract/photos'
import type { ModelCard } from '#core/model/model-card'
import type { Photo } from '#core/model/photo'
import { maskName } from './mask-file'
import { answerRow, failedRow, rowText } from './result-row'

const photo: Photo = {
  id: 1, folderId: 1, relativePath: 'a/1.jpg', bytes: 10, modifiedMs: 0, state: 'present', format: 'jpeg',
  width: 600, height: 400, orientation: 6, contentHash: 'ab', notes: [], reason: null, reviewState: 'unreviewed',
}
const card: ModelCard = {
  id: 'detector', name: 'Detector', family: 'ssdlite-mobilenet-v2', task: 'detection', widthMultiplier: 1,
  inputSize: { width: 300, height: 300 }, file: 'x.onnx', sha256: '00', bytes: 1, parameters: 1,
  labels: [{ id: 1, name: 'person' }, { id: 13, name: 'stop sign' }],
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }, fit: { kind: 'stretch' }, outputs: [], dynamicBatch: true,
  licence: 'Apache-2.0', sources: [], note: '',
}
const answer: PhotoAnswer = {
  modelId: 'detector', task: 'detection', status: 'done', reason: null, current: true, tags: [], areas: [], hasMask: false, sha256: '00',
  boxes: [
    { index: 1, score: 0.9, x: 40, y: 30, width: 120, height: 60 },
    { index: 0, score: 0.2, x: 0, y: 0, width: 5, height: 5 },
  ],
}

test('boxes carry the class id of the data set and only those above the threshold', () => {
  expect(answerRow('a/1.jpg', photo, card, answer, 0.3, null)).toEqual({
    file: 'a/1.jpg', model: 'detector', status: 'done', width: 600, height: 400,
    boxes: [{ label: 'stop sign', categoryId: 13, score: 0.9, bbox: [40, 30, 120, 60] }],
  })
})

test('five tags are given whatever the threshold', () => {
  const tags = Array.from({ length: 10 }, (_, index) => ({ index, score: 0.5 / (index + 1) }))
  const classifier: ModelCard = { ...card, id: 'c', task: 'classification', labels: tags.map(({ index }) => ({ id: index, name: `n${index}` })) }
  const row = answerRow('1.jpg', photo, classifier, { ...answer, modelId: 'c', task: 'classification', boxes: [], tags }, 0.3, null)
  expect(row.tags?.map((tag) => tag.label)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4'])
})

test('a failure says why, on one line for people too', () => {
  const row = answerRow('1.jpg', photo, card, { ...answer, status: 'failed', reason: 'The file is truncated.' }, 0.3, null)
  expect(row).toMatchObject({ status: 'failed', reason: 'The file is truncated.' })
  expect(rowText(failedRow('x.jpg', 'm', 'not an image'))).toBe('x.jpg  m: failed: not an image')
})

test('masks of twins and of several models have names of their own', () => {
  expect(maskName('a/1.jpg', 'm', 1)).toBe('a/1.jpg.png')
  expect(maskName('a/1.png', 'm', 1)).toBe('a/1.png.png')
  expect(maskName('a/1.jpg', 'm', 2)).toBe('a/1.jpg.m.png')
})
