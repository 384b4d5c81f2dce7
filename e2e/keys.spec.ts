import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { readProject } from './data/project-file'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'
import { Review } from './pages/review'

/** The key that the native menu shows for the Library page. */
function libraryKey(app: MobilabelApp): Promise<string | undefined> {
  return app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []).find(({ label }) => label === 'Library')?.accelerator ?? undefined)
}

async function addCoffee(app: MobilabelApp, folder: string): Promise<void> {
  await Library.added(app, await photoFolder(join(folder, 'photos'), ['coffee.jpg']), 1)
}

test('a key is changed by pressing another, kept between starts, followed everywhere, and reset', async ({ launch, folder }) => {
  const app = await launch()
  const { page } = app
  await addCoffee(app, folder)
  await page.keyboard.press('ControlOrMeta+,')
  const row = page.getByRole('group', { name: 'Draw boxes', exact: true })
  const key = row.getByRole('button', { name: /^Key of Draw boxes/ })
  await key.click()
  await page.keyboard.press('p')
  await expect(row.getByRole('alert')).toHaveText('This key is already for "Draw polygons".')
  await page.keyboard.press('4')
  await expect(row.getByRole('alert')).toHaveText('Digits stand for classes.')
  await page.keyboard.press('Shift+W')
  await expect(row.getByRole('alert')).toHaveCount(0)
  await expect(key).toHaveAccessibleName('Key of Draw boxes: Shift W')
  await key.click()
  await page.keyboard.press('Escape')
  await expect(key).toHaveAccessibleName('Key of Draw boxes: Shift W')

  const library = page.getByRole('button', { name: /^Key of Library/ })
  await library.click()
  await page.keyboard.press('ControlOrMeta+l')
  const menuKey = (): Promise<string | undefined> => libraryKey(app)
  await expect.poll(menuKey).toBe('CommandOrControl+L')

  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.locator('dl > div', { hasText: 'Draw boxes' })).toContainText('ShiftW')
  await page.keyboard.press('Escape')
  // The last change is a fresh one when the window closes.
  await library.click()
  await page.keyboard.press('ControlOrMeta+m')
  await expect.poll(menuKey).toBe('CommandOrControl+M')
  await app.close()

  const again = await launch()
  await expect.poll(() => libraryKey(again)).toBe('CommandOrControl+M')
  const review = await Review.opened(again, 'coffee.jpg')
  const boxTool = again.page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Box' })
  await expect(again.page.getByRole('list', { name: 'Keys' }).getByRole('listitem').filter({ hasText: /box$/ })).toHaveText('ShiftWbox')
  await review.press('b')
  await expect(boxTool).toHaveAttribute('aria-pressed', 'false')
  await review.press('Shift+W')
  await expect(boxTool).toHaveAttribute('aria-pressed', 'true')

  await again.page.keyboard.press('ControlOrMeta+,')
  await again.page.getByRole('button', { name: 'Reset the key of Draw boxes' }).click()
  await expect(again.page.getByRole('button', { name: 'Key of Draw boxes: B' })).toBeVisible()
  await again.page.getByRole('button', { name: 'Reset all keys' }).click()
  await expect(again.page.getByRole('button', { name: 'Key of Library: Ctrl 1' })).toBeVisible()
  await expect(again.page.getByRole('button', { name: 'Reset all keys' })).toBeDisabled()
})

test('points of a polygon are moved, added and deleted by keyboard', async ({ launch, folder }) => {
  const project = join(folder, 'Points.mobilabel')
  const app = await launch({ words: ['--', project] })
  const { page } = app
  await addCoffee(app, folder)
  const review = await Review.opened(app, 'coffee.jpg')
  await review.addClass('cup')
  const corners = async (): Promise<readonly number[]> => {
    await review.expectSaved()
    const [row] = (await readProject(project, "SELECT json_extract(geometry, '$.rings[0].points') AS points FROM labels")) as readonly { readonly points: string }[]
    return JSON.parse(row?.points ?? '[]') as number[]
  }
  await review.press('Escape', 'p', 'ArrowUp', 'Enter', 'Shift+ArrowRight', 'Enter', 'Shift+ArrowDown', 'Enter', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Enter')
  await expect(review.labels).toHaveCount(1)
  const drawn = await corners()
  expect(drawn).toHaveLength(6)
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = drawn

  await review.press('v', '.', '.', 'ArrowRight', 'Shift+ArrowUp')
  await expect.poll(corners).toEqual([x0, y0, x1 + 1, y1 - 10, x2, y2])
  await expect(page.getByRole('list', { name: 'Keys' })).toContainText('move the point')

  await review.press('i')
  const middle = [(x1 + 1 + x2) / 2, (y1 - 10 + y2) / 2]
  await expect.poll(corners).toEqual([x0, y0, x1 + 1, y1 - 10, ...middle, x2, y2])
  await review.press(',', 'Delete')
  await expect.poll(corners).toEqual([x0, y0, ...middle, x2, y2])
  await review.press('z')
  await expect.poll(corners).toEqual([x0, y0, x1 + 1, y1 - 10, ...middle, x2, y2])

  // Escape puts the point away first: arrows move the whole polygon again.
  await review.press('Escape', 'ArrowDown')
  await expect.poll(corners).toEqual([x0, y0 + 1, x1 + 1, y1 - 9, middle[0], (middle[1] ?? 0) + 1, x2, y2 + 1])
  await expect(review.labels).toHaveCount(1)
})
