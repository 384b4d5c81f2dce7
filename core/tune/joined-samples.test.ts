import { expect, test } from 'vitest'
import { joinedSamples } from './joined-samples'

const sample = (target: string) => ({ features: [], target, weight: 1 })

test('samples come in the order asked, from wherever they are', async () => {
  const stored = ['a', 'b', 'c'].map(sample)
  const joined = joinedSamples({ count: 3, read: async (indexes) => indexes.flatMap((index) => stored[index] ?? []) }, [sample('x'), sample('y')])
  expect(joined.count).toBe(5)
  expect((await joined.read([4, 1, 3, 0])).map(({ target }) => target)).toEqual(['y', 'b', 'x', 'a'])
})
