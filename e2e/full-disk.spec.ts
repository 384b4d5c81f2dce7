import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { readProject } from './data/project-file'
import { SmallDisk } from './data/small-disk'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Review } from './pages/review'
import { UnsavedWork } from './pages/unsaved-work'

const diskMegabytes = 8

test('labels drawn while the disk is full stay, are marked unsaved with one notice, and are written once there is room', async ({ launch, folder }) => {
  await using disk = await SmallDisk.mounted(join(folder, 'disk'), diskMegabytes)
  test.skip(disk === null, 'A disk small enough to be filled can only be mounted on Linux by root, who may not do it in every container.')
  if (disk === null) return
  const project = join(disk.path, 'Full.mobilabel')
  const app = await launch({ words: ['--', project] })
  await Library.added(app, await photoFolder(join(folder, 'photos'), ['coffee.jpg']), 1)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  await review.press('Escape', '1')
  await expect(review.tags).toHaveText(['cup'])
  await review.expectSaved()

  await disk.fill()
  await review.press('b')
  const work = new UnsavedWork(review)
  await work.begin(1)
  await expect(work.notice).toContainText(`There is no room left to save to ${project}.`)
  await work.goOn(2)
  const kinds = 'SELECT kind FROM labels ORDER BY kind'
  expect(await readProject(project, kinds)).toEqual([{ kind: 'tag' }])

  await disk.clear()
  await work.expectWritten(3)
  expect(await readProject(project, kinds)).toEqual([{ kind: 'box' }, { kind: 'box' }, { kind: 'tag' }])
  expect(await readProject(project, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await app.close()
  expect(await readProject(project, kinds)).toEqual([{ kind: 'box' }, { kind: 'box' }, { kind: 'tag' }])
})
