import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commonFolder, resolveAskedPaths } from './photo-scope'

test('several folders are named from the closest one above them', () => {
  expect(commonFolder(['/photos/a', '/photos/b/c'])).toBe('/photos')
  expect(commonFolder(['/photos/ab', '/photos/abc'])).toBe('/photos')
  expect(commonFolder(['/photos/a'])).toBe('/photos/a')
  expect(commonFolder(['/x', '/y'])).toBe('/')
})

test('a single photo is named from its folder, and a wrong path is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scope-'))
  writeFileSync(join(folder, 'one.jpg'), '')
  expect((await resolveAskedPaths([join(folder, 'one.jpg')])).base).toBe(folder)
  await expect(resolveAskedPaths([join(folder, 'two.jpg')])).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('two.jpg') })
})
