import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exportFolder } from './export-folder'

const folder = await mkdtemp(join(tmpdir(), 'mobilabel-export-'))
afterAll(() => rm(folder, { recursive: true }))

test('an empty or missing folder is used itself', async () => {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  expect(exportFolder(empty, 'Holiday COCO')).toBe(empty)
  expect(exportFolder(join(folder, 'missing'), 'Holiday COCO')).toBe(join(folder, 'missing'))
})

test('a folder with other things gets a folder inside', async () => {
  const full = join(folder, 'full')
  await mkdir(full)
  await writeFile(join(full, 'letter.txt'), 'words')
  expect(exportFolder(full, 'Holiday COCO')).toBe(join(full, 'Holiday COCO'))
  expect(exportFolder(full, 'a/b')).toBe(join(full, 'a-b'))
})

test('an earlier export of that name is used again', async () => {
  const earlier = join(folder, 'Holiday COCO')
  await mkdir(earlier)
  await writeFile(join(earlier, 'annotations.json'), '{}')
  expect(exportFolder(earlier, 'Holiday COCO')).toBe(earlier)
})
