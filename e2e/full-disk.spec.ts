import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { readProject } from './data/project-file'
import { canMountSmallDisk, SmallDisk } from './data/small-disk'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Review } from './pages/review'

const coffee = { width: 600, height: 400 } as const
const diskMegabytes = 8

test.skip(!canMountSmallDisk, 'A disk small enough to be filled can only be mounted by root on Linux.')

test('labels drawn while the disk is full stay, are marked unsaved with one notice, and are written once there is room', async ({ launch, folder }) => {
  await using disk = await SmallDisk.mounted(join(folder, 'disk'), diskMegabytes)
  const project = join(disk.path, 'Full.mobilabel')
  const app = await launch({ words: ['--', project] })
  const { page } = app
  await Library.added(app, await photoFolder(join(folder, 'photos'), ['coffee.jpg']), 1)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  await review.press('Escape', '1')
  await expect(review.tags).toHaveText(['cup'])
  await review.expectSaved()

  await disk.fill()
  await review.press('b')
  await review.drag(coffee, { x: 100, y: 100 }, { x: 200, y: 180 })
  await expect(review.labels).toHaveCount(2)
  await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible()
  const notice = page.getByRole('status').filter({ hasText: 'What you do is kept' })
  await expect(notice).toHaveCount(1)
  await expect(notice).toContainText(`There is no room left to save to ${project}.`)
  await expect(notice).toContainText('1 photo unsaved')

  // Work goes on meanwhile, and still there is one notice.
  await review.press('Escape')
  await review.drag(coffee, { x: 300, y: 100 }, { x: 400, y: 220 })
  await expect(review.labels).toHaveCount(3)
  await review.press('z')
  await expect(review.labels).toHaveCount(2)
  await review.press('Shift+Z')
  await expect(review.labels).toHaveCount(3)
  await expect(notice).toHaveCount(1)
  const kinds = 'SELECT kind FROM labels ORDER BY kind'
  expect(await readProject(project, kinds)).toEqual([{ kind: 'tag' }])

  await disk.clear()
  await review.expectSaved()
  await expect(notice).toHaveCount(0)
  await expect(review.labels).toHaveCount(3)
  expect(await readProject(project, kinds)).toEqual([{ kind: 'box' }, { kind: 'box' }, { kind: 'tag' }])
  expect(await readProject(project, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await app.close()
  expect(await readProject(project, kinds)).toEqual([{ kind: 'box' }, { kind: 'box' }, { kind: 'tag' }])
})
