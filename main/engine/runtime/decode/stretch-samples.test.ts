import { expect, it } from 'vitest'
import { stretchSamples } from './stretch-samples'

it('maps the least value to 0 and the greatest to 255, gray repeated', () => {
  expect([...stretchSamples(Float32Array.of(-2, 0, 8), 1)]).toEqual([0, 0, 0, 51, 51, 51, 255, 255, 255])
})

it('keeps three channels on one scale', () => {
  expect([...stretchSamples(Float32Array.of(0, 5, 10, 10, 5, 0), 3)]).toEqual([0, 128, 255, 255, 128, 0])
})

it('makes what is no number, and flat pictures, black', () => {
  expect([...stretchSamples(Float32Array.of(NaN, 1, 3), 1)].slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
  expect([...stretchSamples(Float32Array.of(7, 7), 1)]).toEqual([0, 0, 0, 0, 0, 0])
})
