import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { holdProject, readProject } from './data/project-file'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Review } from './pages/review'

const coffee = { width: 600, height: 400 } as const

test('labels drawn while another program holds the project stay, are marked unsaved with one notice, and are written later', async ({ launch, folder }) => {
  const project = join(folder, 'Held.mobilabel')
  const app = await launch({ words: ['--', project] })
  const { page } = app
  await Library.added(app, await photoFolder(join(folder, 'photos'), ['coffee.jpg']), 1)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  await review.press('Escape', 'b')

  const { release } = await holdProject(project)
  await review.drag(coffee, { x: 100, y: 100 }, { x: 200, y: 180 })
  await expect(review.labels).toHaveCount(1)
  await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible()
  const notice = page.getByRole('status').filter({ hasText: 'What you do is kept' })
  await expect(notice).toHaveCount(1)
  await expect(notice).toContainText('1 photo unsaved')

  // Work goes on meanwhile: a second box, and the first one gone and back.
  await review.press('Escape')
  await review.drag(coffee, { x: 300, y: 100 }, { x: 400, y: 220 })
  await expect(review.labels).toHaveCount(2)
  await review.press('z')
  await expect(review.labels).toHaveCount(1)
  await review.press('Shift+Z')
  await expect(review.labels).toHaveCount(2)
  await expect(notice).toHaveCount(1)
  expect(await readProject(project, 'SELECT label_id FROM labels')).toEqual([])

  await release()
  await review.expectSaved()
  await expect(notice).toHaveCount(0)
  await expect(review.labels).toHaveCount(2)
  const boxes = await readProject(project, "SELECT json_extract(geometry, '$.width') AS width, json_extract(geometry, '$.height') AS height FROM labels WHERE kind = 'box' ORDER BY height")
  // A window pixel is more than a photo pixel: a drag ends as near as that.
  const near = (value: number) => expect.closeTo(value, -1)
  expect(boxes).toEqual([{ width: near(100), height: near(80) }, { width: near(100), height: near(120) }])
  expect(await readProject(project, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})
