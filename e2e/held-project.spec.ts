import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { holdProject, readProject } from './data/project-file'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Review } from './pages/review'
import { UnsavedWork } from './pages/unsaved-work'


test('labels drawn while another program holds the project stay, are marked unsaved with one notice, and are written later', async ({ launch, folder }) => {
  const project = join(folder, 'Held.mobilabel')
  const app = await launch({ words: ['--', project] })
  await Library.added(app, await photoFolder(join(folder, 'photos'), ['coffee.jpg']), 1)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  await review.press('Escape', 'b')

  const { release } = await holdProject(project)
  const work = new UnsavedWork(review)
  await work.begin(0)
  await work.goOn(1)
  expect(await readProject(project, 'SELECT label_id FROM labels')).toEqual([])

  await release()
  await work.expectWritten(2)
  const boxes = await readProject(project, "SELECT json_extract(geometry, '$.width') AS width, json_extract(geometry, '$.height') AS height FROM labels WHERE kind = 'box' ORDER BY height")
  // A window pixel is more than a photo pixel: a drag ends as near as that.
  const near = (value: number) => expect.closeTo(value, -1)
  expect(boxes).toEqual([{ width: near(100), height: near(80) }, { width: near(100), height: near(120) }])
  expect(await readProject(project, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})
