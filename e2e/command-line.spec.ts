import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { StatusLine } from './pages/status-line'
import { Viewer } from './pages/viewer'

test('paths on the command line are added and annotated at once', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'x#y%z 100%25'), ['coffee.jpg'])
  const { page } = await launch({ words: ['--', photos] })
  await new StatusLine(page).expectPredicted(1)
  await new Library(page).open('coffee.jpg')
  await expect(new Viewer(page).finding('cup')).toBeVisible()
})

test('paths of a second start go into the open window', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), ['motorcycle.jpg'])
  const app = await launch()
  await expect.poll(() => app.engineState()).toBe('ready')
  expect(await app.startAgain([photos])).toBe(0)
  await new StatusLine(app.page).expectPredicted(1)
})

test('a path that is not there is told', async ({ launch, folder }) => {
  const { page } = await launch({ words: ['--', join(folder, 'not there')] })
  await expect(page.getByRole('alert')).toContainText('not there')
})
