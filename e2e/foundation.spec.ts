import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addCutPhoto, photoFolder, storyPhotos } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'
import { StatusLine } from './pages/status-line'
import { Viewer, type ScreenPoint } from './pages/viewer'

async function hashes(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder)
  const entries = await Promise.all(names.map(async (name) => [name, createHash('sha256').update(await readFile(join(folder, name))).digest('hex')] as const))
  return Object.fromEntries(entries)
}

async function addFolder(app: MobilabelApp, folder: string): Promise<void> {
  await app.answerOpenDialog([folder])
  await app.page.getByRole('button', { name: 'Add photo folder' }).click()
}

test('from a folder of photos to the predictions of three models', async ({ launch, folder, expectedFaults }) => {
  test.slow()
  // The browser's own line for the photo that cannot be shown.
  expectedFaults.push(/status of 422/)
  const photos = await photoFolder(join(folder, 'photos'))
  await addCutPhoto(photos, 'cut.jpg')
  const before = await hashes(photos)
  const app = await launch()
  const { page } = app
  const library = new Library(page)
  const status = new StatusLine(page)
  const viewer = new Viewer(page)

  await addFolder(app, photos)
  await library.expectPhotos(storyPhotos.length + 1)
  await expect(library.photo('cut.jpg')).toHaveAccessibleName(/cut/i)

  await library.annotateAll()
  await status.expectPredicted(storyPhotos.length)

  // What is in the pictures, told by looking at them.
  await library.open('motorcycle.jpg')
  await expect(viewer.finding('motorcycle')).toBeVisible()
  await expect(viewer.finding('motorbike')).toBeVisible()
  await viewer.close()
  await library.open('coffee.jpg')
  await expect(viewer.finding('cup')).toBeVisible()
  await expect(viewer.tags.first()).toContainText('espresso')
  await viewer.close()
  await library.open('astronaut.jpg')
  await expect(viewer.finding('person').first()).toBeVisible()
  await viewer.close()

  await library.open('cut.jpg')
  await expect(page.getByText(/cut short|truncated|ends too early/i).first()).toBeVisible()
  await expect(viewer.findings).toHaveCount(0)
  expect(await hashes(photos)).toEqual(before)
})

test('a photo that is stored turned stands upright, and its box lies on the cat', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), ['chelsea.jpg'])
  const app = await launch()
  const library = new Library(app.page)
  const viewer = new Viewer(app.page)
  await addFolder(app, photos)
  await library.open('chelsea.jpg')
  await expect(app.page.getByText('451 × 300')).toBeVisible()

  // Places told by looking at the picture: the nose is red, the wall at the right is not.
  const upright = { width: 451, height: 300 }
  const nose = (): Promise<ScreenPoint> => viewer.pointOnScreen(upright, { x: 262, y: 240 })
  const wall = (): Promise<ScreenPoint> => viewer.pointOnScreen(upright, { x: 430, y: 60 })
  await expect.poll(async () => redness(await app.colorAt(await nose()))).toBeGreaterThan(60)
  expect(redness(await app.colorAt(await wall()))).toBeLessThan(40)

  await viewer.close()
  await library.annotateAll()
  await new StatusLine(app.page).expectPredicted(1)
  await library.closeJobs()
  await library.open('chelsea.jpg')
  await expect(viewer.findings.filter({ hasText: /Egyptian cat|tabby|tiger cat/ }).first()).toBeVisible()
  const box = viewer.findingBy('cat', 'SSDLite')
  await viewer.click(await nose())
  await expect(box).toHaveAttribute('aria-selected', 'true')
  await viewer.click(await wall())
  await expect(box).toHaveAttribute('aria-selected', 'false')
})

test('the threshold changes what is shown without a new run, and a restart finds everything again', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), ['coffee.jpg', 'motorcycle.jpg'])
  const first = await launch()
  const library = new Library(first.page)
  const viewer = new Viewer(first.page)
  await addFolder(first, photos)
  await library.annotateAll()
  await new StatusLine(first.page).expectPredicted(2)
  await library.open('motorcycle.jpg')
  // One tag, one box, one mask: a motorcycle fills the photo.
  const strong = 3
  await expect(viewer.findings).toHaveCount(strong)
  await viewer.setThreshold(0.05)
  await expect.poll(() => viewer.findings.count()).toBeGreaterThan(strong)
  await viewer.setThreshold(0.5)
  await expect(viewer.findings).toHaveCount(strong)
  await expect(first.page.getByRole('list', { name: 'Jobs of this start' }).getByRole('listitem')).toHaveCount(2)
  const shown = await viewer.findings.allTextContents()
  await first.close()

  const second = await launch()
  const again = new Library(second.page)
  await again.expectPhotos(2)
  await new StatusLine(second.page).expectPredicted(2)
  await again.open('motorcycle.jpg')
  await expect(new Viewer(second.page).findings).toHaveText(shown)
  await new Viewer(second.page).close()
  await again.expectNothingToDo()
})

test('nothing is written outside the data folder, least of all telemetry', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), ['coffee.jpg'])
  const app = await launch()
  await addFolder(app, photos)
  await new Library(app.page).annotateAll()
  await new StatusLine(app.page).expectPredicted(1)
  await app.close()
  const written = await readdir(join(folder, 'home'), { recursive: true })
  const ofTheSystem = /^\.(?:cache\/(?:dconf|mesa_shader_cache|fontconfig|nvidia)|config\/dconf|local\/share|pki|nv)(?:\/|$)/
  const folders = ['.cache', '.config', '.local']
  expect(written.filter((path) => !ofTheSystem.test(path) && !folders.includes(path))).toEqual([])
  expect(await readdir(photos)).toEqual(['coffee.jpg'])
})

function redness({ red, green }: { readonly red: number; readonly green: number }): number {
  return red - green
}
