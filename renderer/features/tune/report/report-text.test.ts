import { expect, it } from 'vitest'
import { measuredText, pointsText, verdictOf, verdictText } from './report-text'

const gain = (value: number, from: number, to: number) => ({ gain: { value, interval: [from, to] as const }, photos: 40 })

it('differences have a sign, but nothing has none', () => {
  expect(pointsText(0.1234)).toBe('+12.3')
  expect(pointsText(-0.005)).toBe('−0.5')
  expect(pointsText(-0.0004)).toBe('0.0')
})

it('a gain whose interval includes zero is called unproven', () => {
  expect(verdictOf(gain(0.05, -0.02, 0.1))).toBe('unclear')
  expect(verdictOf(gain(0.05, 0, 0.1))).toBe('unclear')
  expect(verdictText(gain(0.05, -0.02, 0.1))).toBe('Not proven to be better: +5.0 points on the same photos, −2.0 to +10.0 with 95 % confidence. That includes zero, so it may be chance. More reviewed photos would tell.')
})

it('better and worse are said as they are', () => {
  expect(verdictText(gain(0.5, 0.3, 0.7))).toBe('Better: +50.0 points on the same photos, +30.0 to +70.0 with 95 % confidence.')
  expect(verdictOf(gain(-0.5, -0.7, -0.3))).toBe('worse')
  expect(verdictText(gain(-0.5, -0.7, -0.3))).toContain('Keep the model that it was made from.')
})

it('without an earlier figure there is no gain', () => {
  expect(verdictOf({ gain: null })).toBe('new')
  expect(verdictText({ gain: null, photos: 4 })).toContain('did not know these classes')
})

it('photos that chose the version flatter, and that is said', () => {
  expect(measuredText({ measuredOn: 'test', photos: 1 })).toBe('Measured on 1 photo that was held out for this alone.')
  expect(measuredText({ measuredOn: 'validation', photos: 12 })).toContain('flatter')
})
