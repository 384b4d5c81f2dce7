import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { hardPhotoPaths as names } from '#core/testing/hard-photo-paths'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Viewer } from './pages/viewer'

interface ShownCell {
  readonly path: string
  readonly statuses: readonly number[]
}

test.skip(process.platform === 'win32', 'Windows has no such names.')

test('photos with hard names are listed under them, shown and opened', async ({ launch, folder }) => {
  const photos = join(folder, 'x#y%z ?photos')
  const sample = await readFile(resolve(import.meta.dirname, '../resources/samples/coffee.jpg'))
  for (const [index, name] of names.entries()) {
    await mkdir(dirname(join(photos, name)), { recursive: true })
    await writeFile(join(photos, name), Buffer.concat([sample, Buffer.from(String(index))]))
  }
  const app = await launch()
  const { page } = app
  const library = await Library.added(app, photos, names.length)
  // The grid keeps only rows near the visible ones: small pictures put all of them there, whatever the window's size.
  await page.getByRole('slider', { name: 'Size of thumbnails' }).press('Home')
  await expect(page.locator('[data-photo-path]')).toHaveCount(names.length)

  const shown = await page.locator('[data-photo-path]').evaluateAll((cells) =>
    Promise.all(
      cells.map(async (cell): Promise<ShownCell> => {
        const responses = await Promise.all(['thumbnail', 'view'].map((variant) => fetch(`photo://${variant}/${cell.id.slice('photo-'.length)}`)))
        return { path: cell.getAttribute('data-photo-path') ?? '', statuses: responses.map(({ status }) => status) }
      }),
    ),
  )
  expect(shown.map(({ path }) => path).sort()).toEqual([...names].sort())
  for (const { path, statuses } of shown) expect([path, statuses]).toEqual([path, [200, 200]])

  const viewer = new Viewer(page)
  await library.photo('100%25.jpg').dblclick()
  await expect(viewer.heading).toHaveText('100%25.jpg')
  await viewer.close()
  await library.photo('nai\u0308ve.jpg').dblclick()
  await expect.poll(() => viewer.heading.textContent()).toBe('nai\u0308ve.jpg')
})
