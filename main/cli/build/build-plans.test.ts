import { expect, test } from 'vitest'
import { buildPlans, type BuildRequest } from './build-plans'

const nothing: BuildRequest = {
  name: 'built',
  model: undefined,
  width: undefined,
  size: undefined,
  classes: undefined,
  seed: undefined,
  outputStride: undefined,
  rates: undefined,
  imagePooling: 'with',
  anySize: false,
}
const small = { ...nothing, width: '0.35' }

test('options reach the builders', async () => {
  const classifier = await buildPlans['mobilenet-v2']?.({ ...small, size: '64x96', classes: '7' })
  expect(classifier?.inputs[0]?.dims).toEqual(['N', 3, 96, 64])
  expect(classifier?.outputs[0]?.dims).toEqual(['N', 7])
  const segmenter = await buildPlans['deeplabv3-mobilenet-v2']?.({ ...small, size: '97', outputStride: '8', rates: '12,24', imagePooling: 'without' })
  expect(segmenter?.outputs[0]?.dims).toEqual(['N', 21, 13, 13])
  const dilations = segmenter?.nodes.flatMap((node) => (/^aspp_\d+$/.test(node.name) ? [node.attributes.get('dilations')?.value] : []))
  expect(dilations).toEqual([[1, 1], [12, 12], [24, 24]])
})

test.each([
  ['ssdlite-mobilenet-v2', { size: '320x300' }, 'square'],
  ['mobilenet-v2', { classes: '2.5' }, '--classes must be a whole number'],
  ['deeplabv3-mobilenet-v2', { outputStride: '4' }, '--output-stride must be one of 8, 16, 32'],
  ['variant', {}, 'needs the model'],
  ['variant', { model: 'x.onnx' }, '--any-size'],
])('%s %o is refused', async (name, request, message) => {
  await expect(async () => buildPlans[name]?.({ ...small, ...request })).rejects.toThrow(message)
})
