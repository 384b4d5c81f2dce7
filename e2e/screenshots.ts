// Takes every screen in both themes and three sizes into test-results/screens, to be looked at:
// xvfb-run -a -s "-screen 0 2600x1500x24" node scripts/run-ts.mjs e2e/screenshots.ts
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { addCutPhoto, allSamples, photoFolder } from './data/photo-folder'
import { Library } from './pages/library'
import { MobilabelApp } from './pages/mobilabel-app'
import { Models } from './pages/models'
import { Review } from './pages/review'
import { StatusLine } from './pages/status-line'
import { Viewer } from './pages/viewer'

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const
const themes = ['light', 'dark'] as const

const appFolder = resolve(process.env['MOBILABEL_E2E_APP'] ?? process.cwd())
const target = resolve('test-results', 'screens')
/** Transitions take less; then nothing moves any more. */
const settleMs = 400

async function shoot(app: MobilabelApp, name: string): Promise<void> {
  for (const size of sizes) {
    await app.electron.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
    for (const theme of themes) {
      await app.electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source
      }, theme)
      await app.page.waitForTimeout(settleMs)
      await app.page.screenshot({ path: join(target, `${name}-${size.width}-${theme}.png`) })
    }
  }
  process.stdout.write(`${name}\n`)
}

async function shootDialog(app: MobilabelApp, name: string, open: () => Promise<unknown>): Promise<void> {
  await open()
  await shoot(app, name)
  await app.page.keyboard.press('Escape')
}

async function shootLibrary(app: MobilabelApp, photos: string): Promise<void> {
  const { page } = app
  const library = new Library(page)
  await app.answerOpenDialog([photos])
  await page.getByRole('button', { name: 'Add photo folder' }).click()
  await library.photo('cut.jpg').waitFor()
  await shoot(app, 'library-new')
  await shootDialog(app, 'annotate', () => library.openSheet())
  await library.annotateAll()
  await shoot(app, 'running')
  await new StatusLine(page).expectPredicted(allSamples.length)
  await shoot(app, 'jobs')
  await library.closeJobs()
  await library.photo('motorcycle.jpg').click()
  await shoot(app, 'library')
  await page.getByRole('button', { name: 'Skipped files' }).click()
  await shoot(app, 'skipped')
  await page.keyboard.press('Escape')
  await library.open('motorcycle.jpg')
  await new Viewer(page).finding('motorcycle').waitFor()
  await shoot(app, 'viewer')
  await new Viewer(page).close()
  await library.photo('motorcycle.jpg').click()
  await page.keyboard.press('e')
  await new Review(page).expectPhoto('motorcycle.jpg')
  await shoot(app, 'review')
  await page.keyboard.press('Shift+A')
  await new Review(page).labels.first().waitFor()
  await page.keyboard.press('b')
  await new Review(page).drag({ width: 741, height: 500 }, { x: 30, y: 30 }, { x: 180, y: 200 })
  await shoot(app, 'review-labels')
  await shootDialog(app, 'classes', () => page.getByRole('button', { name: 'Classes of the project' }).click())
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Library' }).click()
  await library.open('motorcycle.jpg')
  await page.keyboard.press('c')
  await page.getByRole('combobox', { name: 'What is compared' }).selectOption({ label: 'Labels and SSDLite MobileNetV2 300' })
  await shoot(app, 'compare')
  await page.keyboard.press('c')
  await new Viewer(page).close()
  await library.open('cut.jpg')
  await shoot(app, 'viewer-damaged')
  await new Viewer(page).close()
}

async function shootPages(app: MobilabelApp, page: Page): Promise<void> {
  await shootDialog(app, 'palette', () => page.keyboard.press('Control+K'))
  await shootDialog(app, 'shortcuts', () => page.keyboard.press('Shift+?'))
  const rail = page.getByRole('navigation', { name: 'Pages' })
  for (const name of ['Models', 'Settings']) {
    await rail.getByRole('button', { name }).click()
    await shoot(app, name.toLowerCase())
  }
  await shootModels(app)
}

async function shootModels(app: MobilabelApp): Promise<void> {
  const models = new Models(app)
  await models.open()
  const detail = await models.choose('MobileNetV2 1.0 224')
  for (const tab of ['Architecture', 'Layers']) {
    await models.openTab(tab)
    await shoot(app, `models-${tab.toLowerCase()}`)
  }
  await shootDialog(app, 'quantize', () => detail.getByRole('button', { name: 'Quantize…' }).click())
  await models.openPart('Compare')
  await shoot(app, 'models-compare')
}

async function shootProblem(folder: string): Promise<void> {
  const damaged = join(folder, 'Holiday.mobilabel')
  await writeFile(damaged, 'words '.repeat(2000))
  const app = await MobilabelApp.launch({ appFolder, dataFolder: join(folder, 'other data'), homeFolder: join(folder, 'home'), words: ['--', damaged] })
  await app.page.getByRole('button', { name: 'Try again' }).waitFor()
  await shoot(app, 'project-problem')
  await app.close()
}

const folder = await mkdtemp(join(tmpdir(), 'mobilabel-screens-'))
await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
const photos = await photoFolder(join(folder, 'Photos of a rather long summer in Donaudampfschifffahrt'), allSamples)
await addCutPhoto(photos, 'cut.jpg')
await writeFile(join(photos, 'words.jpg'), 'this is no photo')
const app = await MobilabelApp.launch({ appFolder, dataFolder: join(folder, 'data'), homeFolder: join(folder, 'home'), words: [] })
await app.page.getByRole('button', { name: 'Add photo folder' }).waitFor()
await shoot(app, 'start')
await shootLibrary(app, photos)
await shootPages(app, app.page)
await app.close()
await shootProblem(folder)
await rm(folder, { recursive: true, force: true })
