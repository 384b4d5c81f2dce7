import { expect, test } from 'vitest'
import { parseModelManifest } from '#core/model/model-manifest'

const card = {
  id: 'tiny_224',
  name: 'Tiny',
  family: 'mobilenet-v2',
  task: 'classification',
  widthMultiplier: 1,
  inputSize: { width: 224, height: 224 },
  file: 'tiny.onnx',
  sha256: 'a'.repeat(64),
  bytes: 10,
  parameters: 2,
  labels: [{ id: 0, name: 'cat' }, { id: 1, name: 'dog', key: 'n02084071' }],
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  fit: { kind: 'center-crop', shorterSide: 256 },
  outputs: ['logits'],
  dynamicBatch: false,
  licence: 'Apache-2.0',
  sources: [{ package: 'npm:x', version: '1.0.0', path: 'x.bin', licence: 'MIT' }],
  note: 'For tests.',
}

test('takes a list of cards as it is', () => {
  expect(parseModelManifest([card])).toEqual([card])
})

test.each([
  ['a folder in the file name', { file: '../tiny.onnx' }, /0\.file: must be a file name/],
  ['an unknown family', { family: 'resnet' }, /0\.family/],
  ['a short hash', { sha256: 'abc' }, /0\.sha256/],
  ['no labels', { labels: [] }, /0\.labels/],
])('refuses %s and names the field', (_name, change, message) => {
  expect(() => parseModelManifest([{ ...card, ...change }])).toThrow(message)
})

test('refuses two models of one id', () => {
  expect(() => parseModelManifest([card, card])).toThrow('same id')
})
