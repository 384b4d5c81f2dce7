import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { maskName, writeMask } from './mask-file'

test('masks are called after their photos, and after the model where there are several', () => {
  expect(maskName('a/1.jpg', 'deeplab', 1)).toBe('a/1.jpg.png')
  expect(maskName('a/1.jpg', 'deeplab', 2)).toBe('a/1.jpg.deeplab.png')
})

test('a name at the limit of file systems gets a shorter one of its own, cut between characters', () => {
  const names = ['n'.repeat(251), `${'n'.repeat(250)}m`, '\u{1f440}'.repeat(62)].map((stem) => maskName(`folder/${stem}.jpg`, 'deeplab', 1))
  expect(new Set(names).size).toBe(3)
  for (const name of names) {
    expect(name).toMatch(/^folder\/.*~[0-9a-f]{8}\.png$/u)
    expect(name).not.toContain('\ufffd')
    // 255 bytes less the ending of a file that is not yet whole.
    expect(Buffer.byteLength(name.slice('folder/'.length))).toBeLessThanOrEqual(250)
    expect(Buffer.byteLength(name)).toBeGreaterThan(240)
  }
})

test('a folder that cannot be written is told as such', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  const mask = packMask(Uint8Array.of(1), { width: 1, height: 1 })
  expect(() => writeMask(file, '1.jpg.png', mask)).toThrow(expect.objectContaining({ code: expect.stringMatching(/cannot-write|not-found/) as string }) as Error)
})
