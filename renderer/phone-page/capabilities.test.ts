import { describe, expect, test } from 'vitest'
import { capabilitiesOf, type BrowserFacts } from './capabilities'

const atTheCable: BrowserFacts = { isSecure: true, isIsolated: true, cores: 8, webGpu: 'adapter', canWait: true, hasCameraApi: true }
const overTheNetwork: BrowserFacts = { isSecure: false, isIsolated: false, cores: 8, webGpu: 'none', canWait: true, hasCameraApi: false }

const labels = (facts: BrowserFacts): string[] => capabilitiesOf(facts).choices.map(({ label }) => label)
const sentences = (facts: BrowserFacts): string[] => capabilitiesOf(facts).abilities.filter(({ isThere }) => !isThere).map(({ sentence }) => sentence)

describe('what a browser allows', () => {
  test('a secure, isolated page has everything, WebGPU first', () => {
    expect(labels(atTheCable)).toEqual(['WebGPU', 'WASM, 4 threads', 'WASM, 1 thread'])
    expect(sentences(atTheCable)).toEqual([])
  })

  test('over plain http one thread is left, and each thing that is missing says why', () => {
    expect(labels(overTheNetwork)).toEqual(['WASM, 1 thread'])
    expect(sentences(overTheNetwork)).toEqual([
      expect.stringMatching(/^One thread: .*without https/u),
      expect.stringMatching(/^No WebGPU: .*without https/u),
      expect.stringMatching(/^No live camera: .*“Take a photo” works all the same\.$/u),
    ])
  })

  test.each([
    [{ isIsolated: false }, 'One thread: the browser does not isolate the page.'],
    [{ cores: 1 }, 'One thread: the browser tells of one core only.'],
    [{ webGpu: 'none' }, 'No WebGPU: this browser does not have it.'],
    [{ webGpu: 'software' }, 'No WebGPU: the browser would play the graphics chip, slower than without.'],
    [{ webGpu: 'no-adapter' }, 'No WebGPU: the browser finds no graphics chip for it.'],
    [{ canWait: false }, 'No WebGPU: this browser is too old for ONNX Runtime’s use of it.'],
    [{ hasCameraApi: false }, 'No live camera: this browser has no access to one. “Take a photo” works all the same.'],
  ] as const)('%o', (change, sentence) => {
    expect(sentences({ ...atTheCable, ...change })).toEqual([sentence])
  })

  test('no more threads than cores', () => {
    expect(labels({ ...atTheCable, webGpu: 'none', cores: 2 })).toEqual(['WASM, 2 threads', 'WASM, 1 thread'])
  })
})
