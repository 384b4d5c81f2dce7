import { expect, test } from 'vitest'
import { readTorchStateDict } from './read-torch-state-dict'

/** Pickled by CPython (protocol 2) in the layout of torch/serialization.py before version 1.6: three views of one storage and a scalar. */
const STATE_DICT = 'gAKKCmz8nEb5IGqoUBkugAJN6QMugAJ9cQAoWBAAAABwcm90b2NvbF92ZXJzaW9ucQFN6QNYDQAAAGxpdHRsZV9lbmRpYW5xAohYCgAAAHR5cGVfc2l6ZXNxA31xBChYBQAAAHNob3J0cQVLAlgDAAAAaW50cQZLBFgEAAAAbG9uZ3EHSwR1dS6AAmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxAClScQEoWAEAAAB3cQJjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgpxAygoWAcAAABzdG9yYWdlcQRjdG9yY2gKRmxvYXRTdG9yYWdlCnEFWAIAAAA5NHEGWAMAAABjcHVxB0sGTnRxCFFLAEsCSwOGcQlLA0sBhnEKiWgAKVJxC3RxDFJxDVgMAAAAd190cmFuc3Bvc2VkcQ5oAygoaARoBWgGaAdLBk50cQ9RSwBLA0sChnEQSwFLA4ZxEYloAClScRJ0cRNScRRYBAAAAHRhaWxxFWgDKChoBGgFaAZoB0sGTnRxFlFLBEsChXEXSwGFcRiJaAApUnEZdHEaUnEbWAUAAABzdGVwc3EcaAMoKGgEY3RvcmNoCkxvbmdTdG9yYWdlCnEdWAIAAAA5NXEeaAdLAU50cR9RSwApKYloAClScSB0cSFScSJ1LoACXXEAKFgCAAAAOTRxAVgCAAAAOTVxAmUuBgAAAAAAAAAAAIA/AAAAQAAAQEAAAIBAAACgQAAA0EABAAAAAAAAAACQL1AJAAAA'

/** The same layout with a tensor whose pickle calls os.system. */
const HOSTILE = 'gAKKCmz8nEb5IGqoUBkugAJN6QMugAJ9cQBYDQAAAGxpdHRsZV9lbmRpYW5xAYhzLoACY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEAKVJxAVgBAAAAd3ECY3Bvc2l4CnN5c3RlbQpxA1gPAAAAdG91Y2ggL3RtcC9ldmlscQSFcQVScQZzLoACXXEALg=='

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'))

test('reads views of storages by stride and offset', () => {
  const state = readTorchStateDict(bytesOf(STATE_DICT))
  expect([...state.keys()]).toEqual(['w', 'w_transposed', 'tail', 'steps'])
  expect(state.get('w')).toEqual({ dataType: 'float32', dims: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6.5) })
  expect(state.get('w_transposed')).toEqual({ dataType: 'float32', dims: [3, 2], data: Float32Array.of(1, 4, 2, 5, 3, 6.5) })
  expect(state.get('tail')?.data).toEqual(Float32Array.of(5, 6.5))
  expect(state.get('steps')).toEqual({ dataType: 'int64', dims: [], data: BigInt64Array.of(40_000_000_000n) })
})

test("reads Node's pooled buffers the same", () => {
  expect(readTorchStateDict(Buffer.from(STATE_DICT, 'base64'))).toEqual(readTorchStateDict(bytesOf(STATE_DICT)))
})

test('a pickle that calls something is refused, not obeyed', () => {
  expect(() => readTorchStateDict(bytesOf(HOSTILE))).toThrow('"w" is no tensor')
})

test('files cut short or of another kind are refused with a way out', () => {
  const bytes = bytesOf(STATE_DICT)
  expect(() => readTorchStateDict(bytes.subarray(0, bytes.length - 1))).toThrow('ends inside the numbers')
  expect(() => readTorchStateDict(bytes.subarray(0, bytes.length - 9))).toThrow('ends before the numbers')
  expect(() => readTorchStateDict(bytes.subarray(0, 100))).toThrow('ends early')
  expect(() => readTorchStateDict(Uint8Array.of(0x50, 0x4b, 3, 4))).toThrow('not allowed')
})
