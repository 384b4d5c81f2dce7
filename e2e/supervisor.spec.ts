import { allSamples } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import type { MobilabelApp } from './pages/mobilabel-app'

async function readyPid(app: MobilabelApp, notThis: number | null): Promise<number> {
  await expect.poll(() => app.engineState()).toBe('ready')
  await expect.poll(() => app.enginePid()).not.toBe(notThis)
  const pid = await app.enginePid()
  if (pid === null) throw new Error('There is no engine process.')
  return pid
}

function processLives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a killed engine comes back', async ({ launch }) => {
  const app = await launch()
  const pid = await readyPid(app, null)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => app.enginePid()).not.toBe(pid)
  expect(await readyPid(app, pid)).not.toBe(pid)
  expect(await app.readLog()).toContain('waiting: The engine stopped unexpectedly')
  // The window goes on working with the new one.
  await app.page.getByRole('button', { name: 'Try the sample photos' }).click()
  await new Library(app.page).expectPhotos(allSamples.length)
})

test('an engine that keeps crashing is given up, and can be started again', async ({ launch }) => {
  const app = await launch()
  let pid: number | null = null
  for (let crash = 1; crash <= 3; crash += 1) {
    const next: number = await readyPid(app, pid)
    process.kill(next, 'SIGKILL')
    pid = next
    if (crash < 3) await expect.poll(() => app.enginePid()).not.toBe(next)
  }
  await expect.poll(() => app.engineState()).toBe('gave-up')
  expect((await app.engineStatus()).message).toContain('3 times')
  await app.page.getByRole('button', { name: 'Start the engine again' }).click()
  await readyPid(app, pid)
  await expect(app.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Engine ready')
  await expect(app.page.getByRole('button', { name: 'Start the engine again' })).toHaveCount(0)
})

test('quitting closes the project in order and leaves no process behind', async ({ launch }) => {
  const app = await launch()
  const pid = await readyPid(app, null)
  await app.close()
  await expect.poll(() => processLives(pid)).toBe(false)
  expect(await app.readLog()).toContain('the process ended with code 0')
})

test('SIGTERM ends the app in order', async ({ launch }) => {
  const app = await launch()
  const pid = await readyPid(app, null)
  const child = app.electron.process()
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(processLives(pid)).toBe(false)
  expect(await app.readLog()).toContain('the process ended with code 0')
})

test('a killed app takes its engine along', async ({ launch }) => {
  const app = await launch()
  const pid = await readyPid(app, null)
  app.electron.process().kill('SIGKILL')
  await expect.poll(() => processLives(pid)).toBe(false)
})
