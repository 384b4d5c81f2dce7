import { expect, test } from 'vitest'
import { amountText, dimsText, mapText, partWords } from './analysis-text'

test('counts keep the digits that matter', () => {
  expect([892, 32_000, 3_504_872, 300_774_272, 1_240_000_000].map(amountText)).toEqual(['892', '32.0 k', '3.5 M', '301 M', '1.2 G'])
})

test('sizes of maps leave the batch out and say what is not known', () => {
  expect([mapText({ channels: 96, rows: 14, columns: 14 }), mapText({ channels: 1280, rows: 1, columns: 1 }), mapText({ channels: 8, rows: null, columns: 4 }), mapText(null)]).toEqual(['96 × 14 × 14', '1,280', '8 × ? × 4', '?'])
  expect([dimsText([1, 32, 112, 112]), dimsText([5]), dimsText(null)]).toEqual(['32 × 112 × 112', '5', '?'])
})

test('a row of table 2 is told by expansion, channels, repeats and stride', () => {
  const part = { kind: 'bottlenecks', expansion: 6, channels: 24, repeats: 2, stride: 2, dilation: 1, blocks: [], nodes: [], output: null } as const
  expect(partWords(part)).toEqual({ title: 'Bottleneck × 2', facts: 'expansion 6, 24 channels, stride 2' })
})
