import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allSamples, photoFolder } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Models } from './pages/models'

test('a model is looked into, quantized on photos of the project, its report read and its answers compared', async ({ launch, folder }) => {
  const photos = await photoFolder(join(folder, 'photos'), allSamples)
  const app = await launch()
  const { page } = app
  await Library.added(app, photos, allSamples.length)
  const models = new Models(app)
  await models.open()
  const float = await models.choose('MobileNetV2 1.0 224')

  await models.openTab('Architecture')
  // Sandler et al. 2018, table 4: 300 M multiply-adds and 3.4 M parameters, here with the classifier's biases.
  await models.expectTile('Multiply-adds', '301 M')
  await models.expectTile('Parameters', '3.5 M')
  // Table 2: t 6, c 24, n 2, s 2.
  await float.getByRole('button', { name: /Bottleneck × 2 expansion 6, 24 channels, stride 2/ }).click()
  await expect(float.getByRole('img', { name: /Expand 1 × 1, Relu6: 24 → 144; .* the input is added to the result/ })).toBeVisible()
  await models.openTab('Layers')
  const csv = join(folder, 'layers.csv')
  await app.answerSaveDialog(csv)
  await float.getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(page.getByText(`Saved ${csv}`)).toBeVisible()
  // 52 convolutions and the fully connected layer, below the line with the titles.
  expect((await readFile(csv, 'utf8')).trimEnd().split('\r\n')).toHaveLength(54)

  await float.getByRole('button', { name: 'Quantize…' }).click()
  await models.wizard.getByRole('radio', { name: 'By hand' }).check()
  await models.wizard.getByRole('combobox', { name: /^Rounding of weights/ }).selectOption('Nearest')
  await models.wizard.getByRole('spinbutton', { name: 'Photos, at most' }).fill('8')
  await models.wizard.getByRole('button', { name: 'Quantize', exact: true }).click()
  await expect(models.wizard.getByText('14.0 MB → 3.8 MB')).toBeVisible({ timeout: 60_000 })
  await models.wizard.getByRole('button', { name: 'Show the report' }).click()
  const version = models.view.getByRole('article', { name: 'MobileNetV2 1.0 224 (8-bit)' })
  await expect(version.getByText('with the float model, on 2 other photos')).toBeVisible()
  await expect(version.getByRole('table', { name: 'Quantized layers' }).getByRole('row').nth(1)).toContainText('8 bits')

  await version.getByRole('button', { name: 'Show on a photo of the library' }).click()
  await expect(version.getByRole('figure', { name: 'MobileNetV2 1.0 224 (8-bit)' })).toBeVisible()
  await version.getByRole('button', { name: 'Open in the viewer' }).click()
  await expect(page.getByRole('region', { name: 'Compare' }).getByRole('combobox', { name: 'What is compared' })).toHaveValue(/int8/)

  await models.open()
  await models.openPart('Compare')
  await models.view.getByRole('button', { name: 'Predict with both' }).click()
  await models.view.getByRole('button', { name: 'Find photos that differ' }).click()
  const differing = models.view.getByRole('region', { name: 'Photos with different answers' }).getByRole('button', { name: /^Compare the answers for/ })
  await expect(differing).toHaveCount(allSamples.length)
  const table = join(folder, 'models.csv')
  await app.answerSaveDialog(table)
  await models.exportAs('Table as CSV…')
  await expect(page.getByText(`Saved ${table}`)).toBeVisible()
  const [titles, ...rows] = (await readFile(table, 'utf8')).trimEnd().split('\r\n').map((line) => line.split(','))
  expect(titles?.slice(0, 3)).toEqual(['Model', 'Agreement with reference', 'Size (bytes)'])
  expect(rows.map(([name]) => name)).toEqual(['MobileNetV2 1.0 224', 'MobileNetV2 1.0 224 (8-bit)'])
  const paper = join(folder, 'models.pdf')
  await app.answerSaveDialog(paper)
  await models.exportAs('Report as PDF…')
  await expect(page.getByText(`Saved ${paper}`)).toBeVisible()
  expect((await readFile(paper)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(app.electron.windows()).toHaveLength(1)
  await differing.first().click()
  await expect(page.getByRole('region', { name: 'Compare' }).getByRole('complementary', { name: 'Differences' })).toBeVisible()

  await models.open()
  await models.openPart('Models')
  await models.openTab('Facts')
  await version.getByRole('button', { name: 'Edit the note' }).or(version.getByRole('button', { name: 'Add a note' })).click()
  await version.getByRole('textbox', { name: /^Note on/ }).fill('For the old phones.')
  await version.getByRole('button', { name: 'Save the note' }).click()
  await expect(version.getByText('For the old phones.', { exact: true })).toBeVisible()
  await version.getByRole('button', { name: 'Remove…' }).click()
  await expect(page.getByText(`Its answers for ${allSamples.length} photos stay`)).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(models.view.getByRole('button', { name: 'MobileNetV2 1.0 224 (8-bit)' })).toBeHidden()
  await expect(models.view.getByRole('article', { name: 'MobileNetV2 1.0 224' })).toBeVisible()
})
