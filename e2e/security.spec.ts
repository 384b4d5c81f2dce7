import { expect, test } from './fixtures'

test('the page is sandboxed and sees nothing of Node or Electron', async ({ launch }) => {
  const app = await launch()
  const seen = await app.page.evaluate(() => ['require', 'process', 'Buffer', 'electron', 'ipcRenderer', 'module'].filter((name) => name in window))
  expect(seen).toEqual([])
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  expect(preferences['webviewTag']).not.toBe(true)
})

test('the content policy stops eval, inline scripts, remote scripts and remote requests', async ({ launch, expectedFaults }) => {
  expectedFaults.push(/Content Security Policy/)
  const { page } = await launch()
  const outcome = await page.evaluate(async () => {
    const attempt = async (action: () => unknown): Promise<string> => {
      try {
        await action()
        return 'ran'
      } catch {
        return 'refused'
      }
    }
    const element = document.createElement('script')
    element.textContent = 'window.inlineRan = true'
    document.head.append(element)
    const remote = await new Promise<string>((resolve) => {
      const script = document.createElement('script')
      script.addEventListener('load', () => resolve('ran'))
      script.addEventListener('error', () => resolve('refused'))
      script.src = 'https://example.org/script.js'
      document.head.append(script)
    })
    return {
      functionText: await attempt(() => new Function('return 1')()),
      inline: 'inlineRan' in window ? 'ran' : 'refused',
      remote,
      request: await attempt(() => fetch('https://example.org/')),
      file: await attempt(() => fetch('file:///etc/hostname')),
      frame: await attempt(
        () =>
          new Promise<void>((resolve, reject) => {
            const frame = document.createElement('iframe')
            document.addEventListener('securitypolicyviolation', () => reject(new Error('refused')), { once: true })
            frame.addEventListener('load', () => resolve())
            frame.src = 'https://example.org/'
            document.body.append(frame)
          }),
      ),
    }
  })
  expect(outcome).toEqual({ functionText: 'refused', inline: 'refused', remote: 'refused', request: 'refused', file: 'refused', frame: 'refused' })
})

test('even without the content policy no request leaves the app', async ({ launch }) => {
  const app = await launch()
  const errors = await app.electron.evaluate(async ({ session }) => {
    const attempt = (url: string): Promise<string> =>
      session.defaultSession.fetch(url).then(
        () => 'answered',
        (error: unknown) => String(error),
      )
    return Promise.all(['http://127.0.0.1:9/', 'https://example.org/'].map(attempt))
  })
  for (const error of errors) expect(error).toContain('ERR_BLOCKED_BY_CLIENT')
})

test('the window cannot be led away, and no other window opens', async ({ launch, expectedFaults }) => {
  expectedFaults.push(/Content Security Policy/, /Not allowed to (load|navigate)/)
  const app = await launch()
  const opened = await app.page.evaluate(() => window.open('app://bundle/index.html') === null)
  expect(opened).toBe(true)
  await app.page.evaluate(() => {
    window.location.href = 'https://example.org/'
  })
  await app.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'file:///etc/hostname'
    document.body.append(link)
    link.click()
    link.remove()
  })
  await app.page.waitForTimeout(300)
  expect(app.page.url()).toMatch(/^app:\/\/bundle\//)
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('permissions are refused', async ({ launch }) => {
  const { page } = await launch()
  const outcome = await page.evaluate(async () => {
    const refused = (action: Promise<unknown>): Promise<string> =>
      action.then(
        () => 'granted',
        () => 'refused',
      )
    return {
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      notifications: await Notification.requestPermission(),
      location: await refused(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
    }
  })
  expect(outcome).toEqual({ camera: 'refused', screen: 'refused', notifications: 'denied', location: 'refused' })
})

test('addresses outside the page and the photos are refused', async ({ launch, expectedFaults }) => {
  expectedFaults.push(/Failed to load resource/, /Content Security Policy/, /CORS policy/)
  const { page } = await launch()
  const statuses = await page.evaluate(async () => {
    const status = async (address: string): Promise<number> => (await fetch(address)).status
    return {
      pageEscape: await status('app://bundle/..%2f..%2fpackage.json'),
      pageMissing: await status('app://bundle/nothing.js'),
      photoEscape: await status('photo://view/..%2f..%2fetc%2fpasswd'),
      photoPath: await status('photo://view/1/../../etc/passwd'),
      photoVariant: await status('photo://original/1'),
      photoUnknown: await status('photo://thumbnail/999999'),
    }
  })
  expect(statuses).toEqual({ pageEscape: 403, pageMissing: 404, photoEscape: 400, photoPath: 400, photoVariant: 400, photoUnknown: 404 })
})

test('a download is refused', async ({ launch }) => {
  const app = await launch()
  await app.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['text']))
    link.download = 'file.txt'
    document.body.append(link)
    link.click()
    link.remove()
  })
  await expect.poll(() => app.readLog()).toContain('download of blob:app://bundle/')
})
