import { expect, test } from './fixtures'
import type { MobilabelApp } from './pages/mobilabel-app'

interface WindowFacts {
  readonly size: readonly number[]
  readonly background: string
  readonly visible: boolean
}

function windowFacts(app: MobilabelApp): Promise<WindowFacts> {
  return app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { size: window?.getSize() ?? [], background: window?.getBackgroundColor() ?? '', visible: window?.isVisible() ?? false }
  })
}

test('place and theme of the window are remembered', async ({ launch }) => {
  const first = await launch()
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 30, width: 1111, height: 777 }))
  await first.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Settings' }).click()
  await first.page.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(async () => (await windowFacts(first)).background.toLowerCase()).toBe('#14161b')
  await first.close()

  const second = await launch()
  await expect.poll(() => windowFacts(second)).toMatchObject({ size: [1111, 777], visible: true })
  expect((await windowFacts(second)).background.toLowerCase()).toBe('#14161b')
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the window cannot become too small to work in', async ({ launch }) => {
  const app = await launch()
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(300, 200))
  expect((await windowFacts(app)).size).toEqual([1024, 700])
})

test('a page that ends comes back', async ({ launch }) => {
  const app = await launch()
  await expect.poll(() => app.engineState()).toBe('ready')
  const pageProcess = (): Promise<number | null> =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents === undefined || contents.isCrashed() || contents.isLoading() ? null : contents.getOSProcessId()
    })
  const before = await pageProcess()
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(async () => [null, 0, before].includes(await pageProcess())).toBe(false)
  expect(await app.readLog()).toContain('the page ended: crashed')
})
