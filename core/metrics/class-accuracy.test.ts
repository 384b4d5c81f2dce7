import { describe, expect, it } from 'vitest'
import { classAccuracy, topAccuracy } from '#core/metrics/class-accuracy'

describe('class accuracy', () => {
  const photos = [
    { truth: 3, ranked: [3, 1, 2, 4, 5, 6] },
    { truth: 1, ranked: [3, 1, 2, 4, 5, 6] },
    { truth: 6, ranked: [3, 1, 2, 4, 5, 6] },
    { truth: 5, ranked: [3, 1, 2, 4, 5, 6] },
  ]

  it('counts the class among the best answers', () => {
    expect(classAccuracy(photos)).toEqual({ photos: 4, top1: 0.25, top5: 0.75 })
    expect(topAccuracy(photos, 2)).toBe(0.5)
  })

  it('answers null without photos', () => {
    expect(classAccuracy([])).toBeNull()
  })
})
