import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder'
import { PictureCache } from './picture-cache'

/** The start of a name that no two seeds share. */
function hashOf(seed: number): string {
  return seed.toString(16).padStart(64, '0').split('').reverse().join('')
}

function maker(bytes: number): { make: (target: string) => Promise<void>; made: string[] } {
  const made: string[] = []
  return {
    made,
    make: async (target) => {
      made.push(target)
      await new Promise((resolve) => setTimeout(resolve, 5))
      writeFileSync(target, new Uint8Array(bytes))
    },
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

describe('picture cache', () => {
  test('makes a picture once, also for callers at the same time', async () => {
    const folder = temporaryFolder()
    const cache = new PictureCache(folder, 1000)
    const { make, made } = maker(10)
    const paths = await Promise.all([cache.get(hashOf(1), 320, make), cache.get(hashOf(1), 320, make)])
    expect(paths[0]).toBe(join(folder, '10', `${hashOf(1)}-320.jpg`))
    expect(paths[1]).toBe(paths[0])
    await cache.get(hashOf(1), 320, make)
    await new PictureCache(folder, 1000).get(hashOf(1), 320, make)
    expect(made).toHaveLength(1)
    await cache.get(hashOf(1), 4096, make)
    expect(made).toHaveLength(2)
    expect(await cache.find(hashOf(2), 320)).toBeNull()
  })

  test('a failed making leaves nothing and is tried again', async () => {
    const cache = new PictureCache(temporaryFolder(), 1000)
    await expect(cache.get(hashOf(1), 320, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const { make } = maker(10)
    expect(existsSync(await cache.get(hashOf(1), 320, make))).toBe(true)
  })

  test('over its budget the least recently used pictures go', async () => {
    const folder = temporaryFolder()
    const first = new PictureCache(folder, 1000)
    const { make } = maker(100)
    for (let seed = 1; seed <= 10; seed++) {
      const path = await first.get(hashOf(seed), 320, make)
      utimesSync(path, 1_700_000_000 + seed, 1_700_000_000 + seed)
    }
    await first.settled()
    expect(filesIn(folder)).toHaveLength(10)
    const cache = new PictureCache(folder, 1000)
    await cache.get(hashOf(1), 320, make)
    await cache.get(hashOf(11), 320, make)
    await cache.settled()
    const left = new Set(filesIn(folder))
    expect(left.size).toBe(8)
    expect([2, 3, 4].some((seed) => left.has(`${hashOf(seed)}-320.jpg`))).toBe(false)
    expect([1, 5, 10, 11].every((seed) => left.has(`${hashOf(seed)}-320.jpg`))).toBe(true)
    for (let seed = 12; seed <= 14; seed++) await cache.get(hashOf(seed), 320, make)
    await cache.settled()
    expect(filesIn(folder)).toHaveLength(8)
  })

  test('a look counts as use', async () => {
    const cache = new PictureCache(temporaryFolder(), 1000)
    const { make } = maker(10)
    const path = await cache.get(hashOf(1), 320, make)
    utimesSync(path, 1_700_000_000, 1_700_000_000)
    expect(await cache.find(hashOf(1), 320)).toBe(path)
    expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(60_000)
  })
})
