import { expect, test } from 'vitest'
import { seededRandom } from '#core/testing/seeded-random'
import { fingerprintOf, hammingDistance, type Fingerprint } from './fingerprint'
import { nearDuplicateGroups, type FingerprintedItem, type NearDuplicateGroup } from './near-duplicate-groups'

function groupsOf(items: readonly FingerprintedItem[], distanceAtMost: number): NearDuplicateGroup[] {
  const search = nearDuplicateGroups(items, distanceAtMost)
  for (;;) {
    const step = search.next()
    if (step.done === true) return step.value
  }
}

const item = (id: number, bits: Fingerprint | null, contentHash = `content ${id}`): FingerprintedItem => ({ id, contentHash, bits })
const bits = (high: number, low: number): Fingerprint => ({ high: high >>> 0, low: low >>> 0 })

test('bytes are read highest first and bits are counted', () => {
  expect(fingerprintOf(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 0xff))).toEqual({ high: 0x01020304, low: 0x050607ff })
  expect(hammingDistance(bits(0, 0), bits(0xffffffff, 0xffffffff))).toBe(64)
  expect(hammingDistance(bits(0b1011, 1), bits(0b0010, 0))).toBe(3)
})

test('chains join, what is further away does not, equal content always does', () => {
  const items = [
    item(1, bits(0, 0)),
    item(2, bits(0, 0b111)),
    item(3, bits(0, 0b111111)),
    item(4, bits(0xffff0000, 0)),
    item(5, null, 'same'),
    item(6, null, 'same'),
    item(7, null),
    item(8, bits(0xffff0000, 0)),
  ]
  expect(groupsOf(items, 3)).toEqual([
    { ids: [1, 2, 3], distance: 3, identical: false },
    { ids: [4, 8], distance: 0, identical: false },
    { ids: [5, 6], distance: 0, identical: true },
  ])
  expect(groupsOf(items, 2).map(({ ids }) => ids)).toEqual([[4, 8], [5, 6]])
})

/** Groups by comparing everything with everything. */
function slowGroups(items: readonly FingerprintedItem[], distanceAtMost: number): string[] {
  const group = items.map((_item, index) => index)
  for (let a = 0; a < items.length; a++) {
    for (let b = 0; b < a; b++) {
      const [first, second] = [items[a]?.bits, items[b]?.bits]
      if (!first || !second || hammingDistance(first, second) > distanceAtMost) continue
      const [from, to] = [group[a], group[b]]
      for (const [index, of] of group.entries()) if (of === from) group[index] = to ?? 0
    }
  }
  const ids = new Map<number, number[]>()
  for (const [index, of] of group.entries()) ids.set(of, [...(ids.get(of) ?? []), items[index]?.id ?? -1])
  return [...ids.values()].filter((members) => members.length > 1).map(String).sort()
}

test.each([0, 1, 3, 4, 6, 8, 11])('finds every pair within %i bits, as comparing all with all does', (distance) => {
  const random = seededRandom(distance + 1)
  const items: FingerprintedItem[] = []
  for (let id = 0; id < 400; id++) {
    const near = items[Math.floor(random() * items.length)]
    const base = near?.bits && random() < 0.7 ? near.bits : bits(random() * 2 ** 32, random() * 2 ** 32)
    let { high, low } = base
    for (let flips = Math.floor(random() * 14); flips > 0; flips--) {
      const bit = 1 << Math.floor(random() * 32)
      if (random() < 0.5) high = (high ^ bit) >>> 0
      else low = (low ^ bit) >>> 0
    }
    items.push(item(id, { high, low }))
  }
  expect(groupsOf(items, distance).map(({ ids }) => String(ids)).sort()).toEqual(slowGroups(items, distance))
})
