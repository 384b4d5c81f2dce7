import { expect, test } from 'vitest'
import { splitGroups, type PhotoGroup } from './split-groups'

const single = (...classes: readonly number[]): PhotoGroup => ({ photos: [classes] })
const countOf = (groups: readonly PhotoGroup[], parts: readonly string[], part: string, classIndex: number): number =>
  groups.reduce((sum, { photos }, index) => sum + (parts[index] === part ? photos.filter((classes) => classes.includes(classIndex)).length : 0), 0)

test('rare classes are spread as evenly as frequent ones', () => {
  const groups = [...Array.from({ length: 100 }, () => single(0)), ...Array.from({ length: 10 }, () => single(1)), ...Array.from({ length: 10 }, () => single(0, 2))]
  const parts = splitGroups(groups, { validation: 0.2, test: 0.2 }, 3)
  for (const [classIndex, all] of [[0, 110], [1, 10], [2, 10]] as const) {
    expect(countOf(groups, parts, 'validation', classIndex)).toBe(all / 5)
    expect(countOf(groups, parts, 'test', classIndex)).toBe(all / 5)
  }
})

test('groups stay whole, and the seed alone decides', () => {
  const groups: PhotoGroup[] = [{ photos: Array.from({ length: 6 }, () => [0]) }, ...Array.from({ length: 14 }, (_, index) => single(index % 2))]
  const parts = splitGroups(groups, { validation: 0.25, test: 0.25 }, 9)
  expect(parts).toHaveLength(15)
  expect(splitGroups(groups, { validation: 0.25, test: 0.25 }, 9)).toEqual(parts)
  const others = [1, 2, 3, 4].map((seed) => splitGroups(groups, { validation: 0.25, test: 0.25 }, seed).join())
  expect(new Set(others).size).toBeGreaterThan(1)
  const photos = (part: string): number => groups.reduce((sum, group, index) => sum + (parts[index] === part ? group.photos.length : 0), 0)
  expect([photos('train'), photos('validation'), photos('test')]).toEqual([10, 5, 5])
})

test('photos without classes are dealt out as well', () => {
  const parts = splitGroups(Array.from({ length: 10 }, () => single()), { validation: 0.2, test: 0 }, 1)
  expect(parts.filter((part) => part === 'validation')).toHaveLength(2)
  expect(parts.filter((part) => part === 'test')).toHaveLength(0)
})
