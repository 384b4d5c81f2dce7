import { join } from 'node:path'
import { allSamples, photoFolder } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'
import { StatusLine } from './pages/status-line'

async function startRun(app: MobilabelApp, photos: string): Promise<void> {
  const library = await Library.added(app, photos, allSamples.length)
  await library.annotateAll()
  await new StatusLine(app.page).whenPredicted(1)
}

async function goOn(app: MobilabelApp): Promise<void> {
  const { page } = app
  await expect(page.getByText(/was interrupted/)).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).first().click()
  await new StatusLine(page).expectPredicted(allSamples.length)
  await expect(page.getByText(/was interrupted/)).toHaveCount(0)
  await expect(page.getByRole('complementary', { name: 'Jobs' }).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await new Library(page).expectNothingToDo()
}

test('a run goes on after its engine was killed', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), allSamples)
  const app = await launch()
  await startRun(app, photos)
  const pid = await app.enginePid()
  if (pid === null) throw new Error('There is no engine.')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => app.enginePid()).not.toBe(pid)
  await expect.poll(() => app.engineState()).toBe('ready')
  await goOn(app)
})

test('a run goes on after the whole app was killed', async ({ launch, folder }) => {
  test.slow()
  const photos = await photoFolder(join(folder, 'photos'), allSamples)
  const first = await launch()
  await startRun(first, photos)
  await first.kill()
  const second = await launch()
  await goOn(second)
})
