import { expect, test } from 'vitest'
import type { LayerCost } from '#core/onnx/analysis/layer-costs'
import { layerProfile } from './layer-profile'

test('multiply-adds add up along the layers that have some', () => {
  const layer = (name: string, multiplyAdds: number | null): LayerCost => ({ name, opType: 'Conv', activation: null, inputDims: null, outputDims: null, parameters: 0, biasParameters: 0, weightBytes: 0, multiplyAdds, outputBytes: null })
  expect(layerProfile([layer('stem', 30), layer('clip', 0), layer('open', null), layer('head', 10)])).toEqual([
    { layer: 'stem', way: 0.5, share: 0.75 },
    { layer: 'head', way: 1, share: 1 },
  ])
  expect(layerProfile([])).toEqual([])
})
