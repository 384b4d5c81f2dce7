import { join } from 'node:path'
import { photoFolder, storyPhotos } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'
import { Review } from './pages/review'
import { StatusLine } from './pages/status-line'

const astronaut = { width: 512, height: 512 } as const

async function addPhotos(app: MobilabelApp, folder: string): Promise<Library> {
  return Library.added(app, await photoFolder(join(folder, 'photos')), storyPhotos.length)
}

/** A new project with the story photos, all of them seen by all models. */
async function annotatedPhotos(app: MobilabelApp, folder: string): Promise<Library> {
  const library = await addPhotos(app, folder)
  await library.annotateAll()
  await new StatusLine(app.page).expectPredicted(storyPhotos.length)
  await library.closeJobs()
  return library
}

/** A new project with the story photos, one of them on the desk. */
async function reviewNewPhoto(app: MobilabelApp, folder: string, photo: string): Promise<Review> {
  await addPhotos(app, folder)
  return Review.opened(app, photo)
}

test('photos are labeled by keyboard alone, from predictions to reviewed', async ({ launch, folder }) => {
  test.slow()
  const app = await launch()
  const { page } = app
  await annotatedPhotos(app, folder)
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('e')
  const review = new Review(page)
  await review.expectPhoto('motorcycle.jpg')

  // Judge: the first A selects, the next ones accept one after the other; R refuses the last.
  await expect(review.predictions).toHaveCount(3)
  await review.press('a', 'a')
  await expect(review.labels).toHaveCount(1)
  await review.press('a')
  await expect(review.labels).toHaveCount(2)
  await review.press('r')
  await expect(review.predictions).toHaveCount(0)
  expect((await review.labelNames()).every((name) => /, from /.test(name))).toBe(true)

  // Correct: select the box, move it by a pixel and by ten, undo, redo.
  await review.press('Escape', 'j', 'j', 'ArrowRight', 'Shift+ArrowDown')
  await expect(review.labels.nth(1)).toHaveAttribute('aria-label', /corrected/)
  // Steps by arrow keys within 0.7 s are one gesture: a pause makes the next one a step of its own.
  await page.waitForTimeout(800)
  await review.press('Alt+ArrowRight')
  await review.press('z')
  await expect(page.getByText('Undone: Resize', { exact: false })).toBeVisible()
  await review.press('z')
  await expect(review.labels.nth(1)).not.toHaveAttribute('aria-label', /corrected/)
  await review.press('Shift+Z')
  await expect(review.labels.nth(1)).toHaveAttribute('aria-label', /corrected/)

  // Draw with the keyboard's pointer: two corners.
  await review.press('Escape', 'b', 'ArrowLeft', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter')
  await expect(review.labels).toHaveCount(3)
  await expect(review.labels.nth(2)).toHaveAttribute('aria-label', /box, by a person/)
  await review.press('2')
  await expect(review.labels.nth(2)).toHaveAttribute('aria-label', /^motorcycle, /)

  // Paint with it: pen down, two ways, pen up. Then a polygon of three corners.
  await review.press('Escape', 'm', 'ArrowUp', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Enter')
  await expect(review.labels).toHaveCount(4)
  await expect(review.labels.nth(3)).toHaveAttribute('aria-label', /mask, by a person/)
  await review.press('Escape', 'Escape', 'p', 'ArrowUp', 'Enter', 'Shift+ArrowRight', 'Enter', 'Shift+ArrowDown', 'Enter', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Enter')
  await expect(review.labels).toHaveCount(5)
  await expect(review.labels.nth(4)).toHaveAttribute('aria-label', /polygon, by a person/)

  // A lock keeps from deleting. A copy of the drawn box goes to the next photo.
  await review.press('l', 'Delete')
  await expect(review.labels).toHaveCount(5)
  await review.press('l', 'Delete')
  await expect(review.labels).toHaveCount(4)
  await review.press('Escape', 'Escape', 'ArrowLeft')
  await review.expectPhoto('coffee.jpg')
  await review.press('Shift+A')
  await expect(review.labels.first()).toBeVisible()
  const before = await review.labels.count()
  await review.press('ArrowRight')
  await review.expectPhoto('motorcycle.jpg')
  await review.press('ArrowLeft')
  await review.expectPhoto('coffee.jpg')
  await review.press('j', 'c', 'Escape', 'z')
  await expect(review.labels).toHaveCount(0)
  await review.press('Shift+Z')
  await expect(review.labels).toHaveCount(before)
  await review.press('ArrowRight')
  await review.expectPhoto('motorcycle.jpg')
  await expect(review.labels).toHaveCount(5)

  // Reviewed, and on to the next one that is not.
  await review.press('d')
  await expect(page.getByText('Reviewed', { exact: true }).first()).toBeVisible()
  await review.expectSaved()
  await review.press('n')
  await review.expectPhoto('astronaut.jpg')
})

test('labels of every kind outlive a kill at any moment', async ({ launch, folder }) => {
  test.slow()
  const first = await launch()
  const review = await reviewNewPhoto(first, folder, 'astronaut.jpg')
  await review.addClass('helmet')
  await review.addClass('flag')
  await review.press('Escape', '1')
  await expect(review.tags).toHaveText(['helmet'])
  await review.press('b')
  await review.drag(astronaut, { x: 50, y: 60 }, { x: 200, y: 300 })
  await review.press('Escape', 'Escape', 'm')
  await review.drag(astronaut, { x: 300, y: 100 }, { x: 400, y: 200 }, { x: 300, y: 300 })
  await expect(review.labels).toHaveCount(3)
  await review.press('Escape', 'Escape', 'p')
  for (const point of [{ x: 100, y: 350 }, { x: 200, y: 350 }, { x: 200, y: 450 }]) await review.drag(astronaut, point)
  await review.press('Enter')
  await expect(review.labels).toHaveCount(4)
  await review.expectSaved()
  await first.kill()

  const second = await launch()
  const again = await Review.opened(second, 'astronaut.jpg')
  await expect(again.labels).toHaveCount(4)
  expect(await again.labelNames()).toEqual([
    'helmet, tag, by a person',
    'helmet, box, by a person',
    'helmet, mask, by a person',
    'helmet, polygon, by a person',
  ])

  // Moves written every few milliseconds; whatever the kill cuts off, the box is whole and nothing else changed.
  await again.press('j', 'j', ...Array.from({ length: 30 }, () => 'ArrowRight'))
  await second.kill()
  const third = await launch()
  const last = await Review.opened(third, 'astronaut.jpg')
  await expect(last.labels).toHaveCount(4)
})

test('classes are renamed, get keys, and are merged with a count of what changes', async ({ launch, folder }) => {
  const app = await launch()
  const { page } = app
  const review = await reviewNewPhoto(app, folder, 'coffee.jpg')
  await review.addClass('cup')
  await review.addClass('mug')
  await review.press('Escape', '1', '2')
  await expect(review.tags).toHaveText(['cup', 'mug'])

  await page.getByRole('button', { name: 'Classes of the project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Classes of the project' })
  await dialog.getByRole('textbox', { name: 'Key of mug' }).fill('a')
  await dialog.getByRole('textbox', { name: 'Key of mug' }).press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Accept the prediction')
  await dialog.getByRole('textbox', { name: 'Key of mug' }).fill('w')
  await dialog.getByRole('textbox', { name: 'Key of mug' }).press('Enter')
  await expect(dialog.getByRole('textbox', { name: 'Key of mug' })).toHaveValue('W')
  await dialog.getByRole('combobox', { name: 'Merge mug into' }).selectOption('cup')
  await expect(page.getByText('1 label in 1 photo become "cup"')).toBeVisible()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name of mug' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(review.tags).toHaveText(['cup'])
})

test('an empty photo is marked so, and a photo with labels is not', async ({ launch, folder }) => {
  const app = await launch()
  const review = await reviewNewPhoto(app, folder, 'astronaut.jpg')
  await review.press('o')
  await expect(app.page.getByText('Nothing here', { exact: true })).toBeVisible()
  await review.press('n')
  await review.expectPhoto('chelsea.jpg')
  await review.addClass('cat')
  await review.press('Escape', '1', 'o')
  await expect(app.page.getByText('The photo has labels: it is not empty.')).toBeVisible()
  await expect(app.page.getByText('In progress', { exact: true })).toBeVisible()
})

test('what is labeled while the engine is gone is written when it is back', async ({ launch, folder }) => {
  const app = await launch()
  const review = await reviewNewPhoto(app, folder, 'astronaut.jpg')
  await review.addClass('person')
  const pid = await app.enginePid()
  if (pid === null) throw new Error('There is no engine.')
  process.kill(pid, 'SIGKILL')
  await review.press('Escape', '1', 'd')
  await expect(review.tags).toHaveText(['person'])
  await expect.poll(() => app.enginePid()).not.toBe(pid)
  await expect.poll(() => app.engineState()).toBe('ready')
  await review.expectSaved()
  await app.close()

  const again = await launch()
  await expect(new Library(again.page).photo('astronaut.jpg')).toHaveAttribute('aria-label', /Reviewed, 1 label/)
})

test('the library shows what is reviewed, filters by it, and keeps the view by name', async ({ launch, folder }) => {
  const app = await launch()
  const { page } = app
  const library = await addPhotos(app, folder)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  await review.press('Escape', '1', 'd')
  await review.expectSaved()
  await page.keyboard.press('ControlOrMeta+1')
  await expect(library.photo('coffee.jpg')).toHaveAttribute('aria-label', /Reviewed, 1 label/)
  await page.getByRole('button', { name: 'Labels', exact: true }).click()
  await page.getByRole('checkbox', { name: 'cup' }).check()
  await page.keyboard.press('Escape')
  await library.expectPhotos(1)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Cups')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cups', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await library.expectPhotos(storyPhotos.length)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('button', { name: 'Cups', exact: true }).click()
  await library.expectPhotos(1)
})

test('a model and the labels are compared on one photo, with the differences listed', async ({ launch, folder }) => {
  test.slow()
  const app = await launch()
  const { page } = app
  const library = await annotatedPhotos(app, folder)
  const review = await Review.opened(app, 'motorcycle.jpg')
  await expect(review.predictions).toHaveCount(3)
  await review.press('Shift+A')
  await expect(review.labels).toHaveCount(3)
  await review.press('b')
  await review.drag({ width: 741, height: 500 }, { x: 30, y: 30 }, { x: 180, y: 200 })
  await expect(review.labels).toHaveCount(4)
  await page.keyboard.press('ControlOrMeta+1')
  await library.open('motorcycle.jpg')
  await page.keyboard.press('c')
  const choice = page.getByRole('combobox', { name: 'What is compared' })
  await choice.selectOption({ label: 'Labels and SSDLite MobileNetV2 300' })
  const differences = page.getByRole('complementary', { name: 'Differences' })
  await expect(differences.getByRole('region', { name: 'Different' }).getByRole('listitem')).toHaveText(['mopedonly Labels'])
  await expect(differences.getByRole('region', { name: 'The same' }).getByRole('listitem')).toHaveText([/^motorcycle/])
  await choice.selectOption({ label: 'Labels and DeepLabv3 MobileNetV2 513' })
  await expect(differences.getByRole('region', { name: 'Different' }).getByRole('listitem')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox', { name: 'Findings' })).toBeVisible()
})
