import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { wrappedClassifier } from '#core/testing/wrapped-classifier'
import { photoFolder } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Models } from './pages/models'

const resources = resolve(import.meta.dirname, '..', 'resources')
const samples = ['astronaut.jpg', 'chelsea.jpg']

test('a classifier of another tool is looked into, tried on a photo, imported, and annotates', async ({ launch, folder }) => {
  const file = join(folder, 'exported.onnx')
  await writeFile(file, wrappedClassifier(await readFile(join(resources, 'models', 'mobilenet_v2_1.0_224.onnx'))))
  const photos = await photoFolder(join(folder, 'photos'), samples)
  const app = await launch()
  const { page } = app
  const library = await Library.added(app, photos, samples.length)
  await new Models(app).open()
  await page.getByRole('button', { name: 'Add a model…' }).click()

  await writeFile(join(folder, 'notes.onnx'), 'no model')
  await page.getByLabel('Model file').setInputFiles(join(folder, 'notes.onnx'))
  await expect(page.getByRole('alert')).toContainText('notes.onnx is no ONNX model that can be read')
  await page.getByRole('button', { name: 'Another file…' }).click()
  await page.getByLabel('Model file').setInputFiles(file)

  const dialog = page.getByRole('dialog', { name: 'Import a model' })
  await expect(dialog.getByRole('heading', { name: 'Classifier: one score per class' })).toBeVisible()
  await expect(dialog.getByRole('note')).toContainText('does not say how pixel values are scaled')
  await dialog.getByRole('combobox', { name: 'Pixel values' }).selectOption('−1 to 1')
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await dialog.getByLabel('Label file').setInputFiles(join(resources, 'labels', 'imagenet-1k.json'))
  await expect(dialog.getByText('1,000 of 1,000 labels')).toBeVisible()
  const preview = dialog.getByRole('region', { name: 'Preview' })
  await expect(preview.getByText('its outputs are those of the file')).toBeVisible()
  await preview.getByRole('button', { name: 'Next photo' }).click()
  await expect(preview.getByText('Photo 2 of 2')).toBeVisible()
  await expect(preview.getByText(/cat/u).first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('My classifier')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('My classifier is among your models, with 1,000 classes.')

  await dialog.getByRole('button', { name: 'Annotate…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Annotate' })
  for (const box of await sheet.getByRole('checkbox').all()) await box.uncheck()
  await sheet.getByRole('checkbox', { name: /My classifier/u }).check()
  await sheet.getByRole('button', { name: 'Start' }).click()
  await expect(sheet).toBeHidden()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Library' }).click()
  await library.photo('chelsea.jpg').click()
  await expect(library.findings(/My classifier/u).first()).toContainText('cat')
})
