import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, homedir, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { median } from './throughput/median'
import { photoKinds, photoSet } from './throughput/photo-sets'
import { frameSummary, type FrameSummary } from './window/frame-summary'
import { makeLabeledProject } from './window/labeled-project'
import { PageProbe } from './window/page-probe'

/** node scripts/run-ts.mjs bench/window.ts [APP]: how the window of a built app keeps up; see README.md. */
const appFolder = resolve(process.argv[2] ?? '.')
const boxCount = 500
const restedSteps = 6
const hurriedSteps = 6
const restMs = 2000
const gestureSteps = 150
const arcTurns = 0.6

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Pointer moves of some pixels each along an arc with a button held, as a hand would draw. Its ends are apart in both directions. */
async function arc(page: Page, centre: Place, radiusPx: number, button: 'left' | 'middle'): Promise<void> {
  await page.mouse.move(centre.x + radiusPx, centre.y)
  await page.mouse.down({ button })
  for (let step = 1; step <= gestureSteps; step++) {
    const angle = (step / gestureSteps) * arcTurns * 2 * Math.PI
    await page.mouse.move(centre.x + radiusPx * Math.cos(angle), centre.y + radiusPx * Math.sin(angle))
  }
  await page.mouse.up({ button })
}

async function middleOfStage(page: Page): Promise<Place> {
  const stage = await page.getByTestId('stage').boundingBox()
  if (stage === null) throw new Error('There is no photo on the desk.')
  return { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 }
}

async function openFirstInReview(page: Page): Promise<void> {
  await page.getByRole('gridcell').first().click()
  await page.keyboard.press('ControlOrMeta+2')
  await page.getByRole('option', { name: / by a person/ }).first().waitFor()
  await page.waitForTimeout(restMs)
}

/** Frames while drawing and while moving the photo, with all boxes on it. */
async function measureGestures(page: Page, probe: PageProbe): Promise<ReadonlyMap<string, FrameSummary>> {
  const centre = await middleOfStage(page)
  const found = new Map<string, FrameSummary>()
  const measure = async (name: string, act: () => Promise<void>): Promise<void> => {
    found.set(name, frameSummary(await probe.framesDuring(act)))
    await page.waitForTimeout(restMs / 4)
  }
  await measure('nothing', () => page.waitForTimeout(restMs))
  await page.keyboard.press('b')
  await measure('drawing a box, whole photo', () => arc(page, centre, 200, 'left'))
  // A gesture that drew nothing would be fast as well.
  await page.getByRole('option', { name: / by a person/ }).nth(boxCount).waitFor()
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('v')
  for (let step = 0; step < 3; step++) await page.keyboard.press('+')
  await measure('panning, twice as large', () => arc(page, centre, 200, 'middle'))
  await page.keyboard.press('End')
  await measure('panning at 100 %', () => arc(page, centre, 200, 'middle'))
  await page.keyboard.press('Home')
  return found
}

async function measureSteps(page: Page, probe: PageProbe, steps: number, pauseMs: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let step = 0; step < steps; step++) {
    times.push(await probe.pictureAfter('PageDown'))
    await page.waitForTimeout(pauseMs)
  }
  return times
}

function report(gestures: ReadonlyMap<string, FrameSummary>, steps: ReadonlyMap<string, readonly number[]>): void {
  say(`| ${boxCount} boxes, 12 MP | frames | median ms | 95 % ms | worst ms | late |`)
  say('| --- | --- | --- | --- | --- | --- |')
  for (const [name, { frames, medianMs, p95Ms, worstMs, late }] of gestures) {
    say(`| ${name} | ${frames} | ${medianMs.toFixed(1)} | ${p95Ms.toFixed(1)} | ${worstMs.toFixed(1)} | ${Math.round(late * 100)} % |`)
  }
  say('\n| next 12 MP photo painted | photos | median ms | worst ms |')
  say('| --- | --- | --- | --- |')
  for (const [name, times] of steps) say(`| ${name} | ${times.length} | ${median(times).toFixed(0)} | ${Math.max(...times).toFixed(0)} |`)
}

const folder = mkdtempSync(join(tmpdir(), 'mobilabel-window-'))
const cache = process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel')
try {
  mkdirSync(cache, { recursive: true })
  const kind = photoKinds.find(({ name }) => name === '12 MP')
  if (kind === undefined) throw new Error('There are no photos of 12 megapixels.')
  const photos = await photoSet(resolve('resources', 'samples'), cache, kind, 1 + restedSteps + hurriedSteps)
  const project = join(folder, 'Window.mobilabel')
  await makeLabeledProject(project, folder, photos, boxCount)
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const loadBefore = loadavg()[0] ?? 0
  const app = await _electron.launch({
    args: [appFolder, '--', project],
    cwd: appFolder,
    env: { ...Object.fromEntries(inherited), MOBILABEL_DATA: join(folder, 'data'), HOME: folder },
  })
  try {
    const page = await app.firstWindow()
    await openFirstInReview(page)
    const probe = await PageProbe.start(page)
    const gestures = await measureGestures(page, probe)
    const steps = new Map([
      ['after a rest', await measureSteps(page, probe, restedSteps, restMs)],
      ['at once after the one before', await measureSteps(page, probe, hurriedSteps, 0)],
    ])
    say(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${loadBefore.toFixed(1)} before\n`)
    report(gestures, steps)
  } finally {
    await app.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
