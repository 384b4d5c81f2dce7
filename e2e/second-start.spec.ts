import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import type { PageWindow } from './pages/mobilabel-app'

test('a second start hands its paths to the first window and ends', async ({ launch, folder }) => {
  const photos = join(folder, 'photos #1')
  await mkdir(photos, { recursive: true })
  const first = await launch()
  await expect.poll(() => first.engineState()).toBe('ready')
  await first.page.evaluate(() => {
    const page = window as unknown as PageWindow & { handedOver: string[] }
    page.handedOver = []
    page.mobilabel.onOpenPaths((paths) => page.handedOver.push(...paths))
  })
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const status = await first.startAgain(['--', photos])
  expect(status).toBe(0)
  await expect.poll(() => first.page.evaluate(() => (window as unknown as { handedOver: string[] }).handedOver)).toEqual([photos])
  expect(await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false)
})

test('another data folder is another app', async ({ launch, folder }) => {
  const first = await launch()
  const second = await launch({ dataFolder: join(folder, 'other data') })
  await expect.poll(() => first.engineState()).toBe('ready')
  await expect.poll(() => second.engineState()).toBe('ready')
})
