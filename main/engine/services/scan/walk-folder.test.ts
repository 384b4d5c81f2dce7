import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder'
import { tinyPng, writeFiles } from '../../testing/tiny-png'
import { walkFolder } from './walk-folder'

interface Walked {
  readonly files: string[]
  readonly skipped: Record<string, string>
}

async function walked(root: string, excluded: readonly string[] = [], whenRunning = (): Promise<void> => Promise.resolve()): Promise<Walked> {
  const files: string[] = []
  const skipped: Record<string, string> = {}
  await walkFolder({
    root,
    excluded: new Set(excluded),
    whenRunning,
    sink: {
      found: async (found) => {
        files.push(...found.map((file) => file.relativePath))
      },
      skipped: async (file, skip) => {
        skipped[file.relativePath] = skip.reason
      },
    },
  })
  return { files: files.sort(), skipped }
}

describe('walk', () => {
  test('finds every photo of a wide and deep tree once', async () => {
    const root = temporaryFolder()
    const names = Array.from({ length: 700 }, (_, index) => `${index % 3 === 0 ? 'flat' : `deep/${index % 40}/x`}/${index}.png`)
    writeFiles(root, Object.fromEntries(names.map((name, index) => [name, tinyPng(index)])))
    expect((await walked(root)).files).toEqual(names.sort())
  })

  test('ends in a loop of links and takes a linked folder by its real name', async () => {
    const root = temporaryFolder()
    writeFiles(root, { 'z/1.png': tinyPng(1) })
    symlinkSync(root, join(root, 'z/up'))
    symlinkSync(join(root, 'z'), join(root, 'a'))
    symlinkSync('itself', join(root, 'itself'))
    expect(await walked(root)).toEqual({ files: ['z/1.png'], skipped: {} })
  })

  test('follows links that lead out, and tells of photo links that lead nowhere', async () => {
    const root = temporaryFolder()
    const outside = temporaryFolder()
    writeFiles(outside, { 'there/2.png': tinyPng(2), '3.png': tinyPng(3) })
    symlinkSync(outside, join(root, 'link'))
    symlinkSync(join(outside, '3.png'), join(root, 'three.png'))
    symlinkSync(join(outside, 'gone.png'), join(root, 'gone.png'))
    symlinkSync(join(outside, 'gone.txt'), join(root, 'gone.txt'))
    const { files, skipped } = await walked(root)
    expect(files).toEqual(['link/3.png', 'link/there/2.png', 'three.png'])
    expect(skipped).toEqual({ 'gone.png': expect.stringContaining('leads nowhere') as string })
  })

  test('does not enter excluded folders', async () => {
    const root = temporaryFolder()
    writeFiles(root, { 'cache/1.png': tinyPng(1), '2.png': tinyPng(2) })
    expect((await walked(root, [join(root, 'cache')])).files).toEqual(['2.png'])
  })

  test('stops when it is cancelled', async () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'a'))
    writeFiles(root, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}/1.png`, tinyPng(index)])))
    let steps = 0
    const cancelled = walked(root, [], () => {
      steps += 1
      return steps > 10 ? Promise.reject(new Error('cancelled')) : Promise.resolve()
    })
    await expect(cancelled).rejects.toThrow('cancelled')
  })
})
