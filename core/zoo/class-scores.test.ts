import { describe, expect, it } from 'vitest'
import { bestTags, classify, entropyNats, softmax } from '#core/zoo/class-scores'

describe('class scores', () => {
  // numpy: e = exp(l - max(l)); p = e / sum(e); -sum(p log p)
  const logits = Float32Array.of(2, -1, 0.5, 3.25, 0.5, -4)
  const expected = [0.20044622945511054, 0.009979630129962133, 0.044725599279467725, 0.6996260853284254, 0.044725599279467725, 0.0004968565275664195]

  it('turns logits into shares', () => {
    for (const [index, score] of softmax(logits).entries()) expect(score).toBeCloseTo(expected[index] ?? NaN, 14)
  })

  it('survives logits that overflow', () => {
    expect([...softmax(Float32Array.of(1000, 1000, -1000))]).toEqual([0.5, 0.5, 0])
  })

  it('measures doubt in nats', () => {
    expect(entropyNats(softmax(logits))).toBeCloseTo(0.89977347120474, 14)
    expect(entropyNats(Float64Array.of(0.25, 0.25, 0.25, 0.25))).toBeCloseTo(Math.log(4), 15)
    expect(entropyNats(Float64Array.of(0, 1))).toBe(0)
  })

  it('sorts the best, equal ones by class', () => {
    expect(bestTags(softmax(logits), 4).map((tag) => tag.index)).toEqual([3, 0, 2, 4])
    expect(bestTags(Float64Array.of(0.1, 0.1, 0.1, 0.4, 0.3), 3).map((tag) => tag.index)).toEqual([3, 4, 0])
  })

  it('keeps ten tags, or all of fewer classes', () => {
    expect(classify(new Float32Array(1000)).tags.map((tag) => tag.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(classify(logits).tags).toHaveLength(6)
  })

  it('reads classes that stand by themselves', () => {
    const { tags, entropy } = classify(Float32Array.of(Math.log(3), -Math.log(3), 0), 'sigmoid')
    // Odds of 3, 1/3 and 1.
    expect(tags.map(({ index, score }) => [index, score])).toEqual([[0, expect.closeTo(0.75, 7)], [2, 0.5], [1, expect.closeTo(0.25, 7)]])
    const quarter = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75))
    expect(entropy).toBeCloseTo(2 * quarter + Math.log(2), 6)
  })
})
