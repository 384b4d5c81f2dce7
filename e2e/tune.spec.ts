import { join } from 'node:path'
import { photoFolder } from './data/photo-folder'
import { cutsPerSample, writeVariations } from './data/photo-variations'
import { expect, test } from './fixtures'
import { Dataset } from './pages/dataset'
import { Library } from './pages/library'
import { Models } from './pages/models'
import { StatusLine } from './pages/status-line'
import { Tune } from './pages/tune'

/** Names that no model which comes with the app has. */
const things = [
  { sample: 'coffee.jpg', className: 'breakfast table' },
  { sample: 'rocket.jpg', className: 'lift-off' },
  { sample: 'temple.jpg', className: 'evening skyline' },
  { sample: 'chelsea.jpg', className: 'our Chelsea' },
] as const

const unlabeled = ['clock.jpg', 'flower.jpg', 'motorcycle.jpg'] as const

test('a model learns classes it did not know, is measured on photos held out, labels with them and is made smaller', async ({ launch, folder }) => {
  const app = await launch()
  const { page } = app
  const tune = new Tune(app)
  await tune.open()
  await expect(tune.view.getByRole('heading', { name: 'No photos to learn from yet' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+1')

  const photos = join(folder, 'photos')
  const { photos: labeled, table } = await writeVariations(app, photos, things)
  await photoFolder(photos, unlabeled)
  await Library.added(app, photos, labeled + unlabeled.length)
  await tune.open()
  await expect(tune.preview.getByText('Cannot start: There is no reviewed photo to learn from.')).toBeVisible()
  await expect(tune.preview.getByRole('button', { name: 'Start' })).toBeDisabled()

  const dataset = new Dataset(app)
  await dataset.open()
  await dataset.previewImport([table])
  await dataset.importDialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dataset.importDialog.getByRole('button', { name: 'Done' }).click()

  await tune.open()
  await tune.openStep(/Photos/)
  await expect(tune.view.getByText(`${labeled} of ${labeled + unlabeled.length} photos are reviewed and can be learnt from.`)).toBeVisible()
  for (const { className } of things) {
    const [train, validation, measured, known] = await tune.countsOf(className)
    expect(Number(train) + Number(validation) + Number(measured)).toBe(cutsPerSample)
    expect(known).toBe('new')
  }
  await tune.openStep(/Classes/)
  await tune.view.getByText('Settings', { exact: true }).click()
  await tune.view.getByRole('textbox', { name: 'Name of the new version' }).fill('Things at home')
  await tune.view.getByRole('spinbutton', { name: 'Held out to measure on' }).fill('30')
  await tune.preview.getByRole('button', { name: 'Start' }).click()

  await expect(tune.result).toBeVisible({ timeout: 60_000 })
  expect(await tune.figure('Before')).toBeNull()
  // One of four classes by chance.
  expect(await tune.figure('After')).toBeGreaterThan(60)
  await expect(tune.view.getByRole('list', { name: 'Label next' }).getByRole('button')).toHaveCount(unlabeled.length)

  await tune.view.getByRole('button', { name: 'Annotate with it…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Annotate' })
  await expect(sheet.getByRole('checkbox', { name: 'Things at home' })).toBeChecked()
  await sheet.getByRole('button', { name: 'Start' }).click()
  await new StatusLine(page).expectPredicted(labeled + unlabeled.length)
  const library = new Library(page)
  await library.closeJobs()
  await page.keyboard.press('ControlOrMeta+1')
  await library.photo('chelsea-1.jpg').click()
  await expect(library.findings(/Things at home/).first()).toContainText('our Chelsea')

  await page.keyboard.press('ControlOrMeta+5')
  await tune.view.getByRole('button', { name: 'Quantize it…' }).click()
  const models = new Models(app)
  await models.wizard.getByRole('spinbutton', { name: 'Photos, at most' }).fill('8')
  await models.wizard.getByRole('button', { name: 'Quantize', exact: true }).click()
  await expect(models.wizard.getByRole('region', { name: 'Result' })).toBeVisible({ timeout: 60_000 })
  await models.wizard.getByRole('button', { name: 'Show the report' }).click()
  await expect(models.view.getByRole('article', { name: 'Things at home (8-bit)' })).toBeVisible()

  await models.choose('Things at home')
  await models.openTab('Training')
  await expect(models.view.getByRole('region', { name: 'Result' }).getByText('Top-1 accuracy')).toBeVisible()
  await expect(models.view.getByRole('list', { name: 'Label next' })).toBeVisible()
})
