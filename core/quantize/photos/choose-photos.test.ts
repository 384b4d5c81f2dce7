import { describe, expect, it } from 'vitest'
import { choosePhotos } from './choose-photos'

const photos = (name: string, count: number, isReviewed: boolean) =>
  Array.from({ length: count }, (_, number) => ({ id: `${name}${number}`, isReviewed, classes: [name] }))

describe('choosing calibration photos', () => {
  it('takes reviewed photos first', () => {
    const chosen = choosePhotos([...photos('cat', 50, false), ...photos('dog', 5, true)], { count: 8, seed: 1 })
    expect(chosen.filter((id) => id.startsWith('dog'))).toHaveLength(5)
    expect(chosen).toHaveLength(8)
  })

  it('takes every class in turn', () => {
    const chosen = choosePhotos([...photos('cat', 90, true), ...photos('dog', 9, true), ...photos('owl', 2, true)], { count: 9, seed: 1 })
    expect(chosen.filter((id) => id.startsWith('owl'))).toHaveLength(2)
    expect(chosen.filter((id) => id.startsWith('dog')).length).toBeGreaterThanOrEqual(3)
  })

  it('gives the same photos for the same seed, others for another', () => {
    const all = photos('cat', 100, true)
    expect(choosePhotos(all, { count: 10, seed: 4 })).toEqual(choosePhotos(all, { count: 10, seed: 4 }))
    expect(choosePhotos(all, { count: 10, seed: 4 })).not.toEqual(choosePhotos(all, { count: 10, seed: 5 }))
  })

  it('takes all there are, each once, when more are wanted', () => {
    const chosen = choosePhotos(photos('cat', 7, false), { count: 200, seed: 1 })
    expect(new Set(chosen).size).toBe(7)
    expect(chosen).toHaveLength(7)
  })
})
