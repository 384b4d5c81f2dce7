import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { allSamples, photoFolder, storyPhotos } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'

/** The name of the open project at the top, which opens the project menu. */
function projectButton(app: MobilabelApp, name: string): Locator {
  return app.page.getByRole('button', { name: `Project ${name}`, exact: true })
}

test('a project that another app has open is told, and opens once it is free', async ({ launch, folder }) => {
  const project = join(folder, 'Shared.mobilabel')
  const first = await launch({ words: ['--', project] })
  await expect.poll(() => first.engineState()).toBe('ready')
  const second = await launch({ dataFolder: join(folder, 'other data'), words: ['--', project] })
  await expect.poll(() => second.engineState()).toBe('failed')
  expect((await second.engineStatus()).problem).toMatchObject({ code: 'project-locked' })
  await expect(second.page.getByText(/already open in another window/).first()).toBeVisible()
  expect(await first.engineState()).toBe('ready')

  await first.close()
  await second.page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => second.engineState()).toBe('ready')
  await expect(second.page.getByText(/already open in another window/)).toHaveCount(0)
})

test('a damaged project stays as it is, and another can be opened instead', async ({ launch, folder }) => {
  const damaged = join(folder, 'Damaged.mobilabel')
  await writeFile(damaged, 'these are words, not a database'.repeat(400))
  const before = await readFile(damaged)
  const app = await launch({ words: ['--', damaged] })
  await expect.poll(() => app.engineState()).toBe('failed')
  expect((await app.engineStatus()).problem).toMatchObject({ code: 'project-damaged' })
  await expect(app.page.getByText(/Damaged/).first()).toBeVisible()

  await mkdir(join(folder, 'projects'))
  await app.answerOpenDialog([join(folder, 'projects', 'Fresh.mobilabel')])
  await app.page.getByRole('button', { name: /Open (another )?project/i }).first().click()
  await expect.poll(() => app.engineState()).toBe('ready')
  expect(await readFile(damaged)).toEqual(before)
})

test('the project of the last time is opened again, a vanished one gives way to the default', async ({ launch, folder }) => {
  const project = join(folder, 'Mine.mobilabel')
  const first = await launch({ words: ['--', project] })
  await expect(projectButton(first, 'Mine')).toBeVisible()
  await first.close()
  const second = await launch()
  await expect(projectButton(second, 'Mine')).toBeVisible()
  await second.close()
  await rename(project, join(folder, 'Elsewhere.mobilabel'))
  const third = await launch()
  await expect(projectButton(third, 'My photos')).toBeVisible()
})

test('a new project is empty, and the first one comes back with its photos', async ({ launch, folder }) => {
  const photos = await photoFolder(join(folder, 'photos'))
  const app = await launch()
  const { page } = app
  const library = await Library.added(app, photos, storyPhotos.length)

  await app.answerSaveDialog(join(folder, 'Second'))
  await projectButton(app, 'My photos').click()
  await page.getByRole('menuitem', { name: /New project/ }).click()
  await expect(projectButton(app, 'Second')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try the sample photos' })).toBeVisible()
  expect((await stat(join(folder, 'Second.mobilabel'))).isFile()).toBe(true)

  await app.answerOpenDialog([join(folder, 'data', 'projects', 'My photos.mobilabel')])
  await page.keyboard.press('ControlOrMeta+O')
  await expect(projectButton(app, 'My photos')).toBeVisible()
  await library.expectPhotos(storyPhotos.length)
})

test('the sample photos are copied to a place of their own', async ({ launch, folder }) => {
  const app = await launch()
  await app.page.getByRole('button', { name: 'Try the sample photos' }).click()
  await new Library(app.page).expectPhotos(allSamples.length)
  await expect(new Library(app.page).photo('chelsea.jpg')).toBeVisible()
  expect(await readdir(join(folder, 'data', 'Sample photos'))).toEqual(expect.arrayContaining([...allSamples]))
})
