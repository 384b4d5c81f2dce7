import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import type { PageWindow } from './pages/mobilabel-app'

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
  const projectPath = async (app: Awaited<ReturnType<typeof launch>>): Promise<string> => {
    await expect.poll(() => app.engineState()).toBe('ready')
    const log = await app.readLog()
    return log
  }
  const project = join(folder, 'Mine.mobilabel')
  const first = await launch({ words: ['--', project] })
  await projectPath(first)
  expect(await first.page.evaluate(() => (window as unknown as PageWindow).mobilabel.start)).toEqual({ paths: [], firstStart: true })
  await first.close()
  const second = await launch()
  await projectPath(second)
  expect(await second.page.evaluate(() => (window as unknown as PageWindow).mobilabel.start)).toEqual({ paths: [], firstStart: false })
})
