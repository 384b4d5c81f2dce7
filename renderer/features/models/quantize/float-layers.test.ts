import { expect, test } from 'vitest'
import type { LayerReport } from '#core/quantize/report/layer-report'
import { floatReasons } from './float-layers'

test('float nodes stand together by their reason, the most frequent first', () => {
  const layer = (name: string, runs: LayerReport['runs'], reason: string | null): LayerReport => ({ name, opType: 'Conv', runs, reason, weightSqnrDb: null, outputSqnrDb: null, codes: null })
  const layers = [layer('a', 'float', 'chosen'), layer('b', 'integer', null), layer('c', 'float', 'no 8-bit form'), layer('', 'float', 'no 8-bit form')]
  expect(floatReasons(layers)).toEqual([
    { reason: 'no 8-bit form', names: ['c', 'Conv'] },
    { reason: 'chosen', names: ['a'] },
  ])
})
