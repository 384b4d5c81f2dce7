import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PhotoCard } from '#core/contract/photos'
import type { ModelCard } from '#core/model/model-card'
import { writeVariations } from './data/photo-variations'
import { expect, test } from './fixtures'
import { Dataset } from './pages/dataset'
import { EngineCalls } from './pages/engine-calls'
import { Evaluations } from './pages/evaluations'
import { Library } from './pages/library'

/** What the photos show, in the names of the model's list. */
const things = [
  { sample: 'coffee.jpg', className: 'espresso' },
  { sample: 'chelsea.jpg', className: 'Egyptian cat' },
  { sample: 'clock.jpg', className: 'analog clock' },
] as const

/** The best answer for each photo, as the project holds it. */
function bestAnswers(cards: readonly PhotoCard[], { id, labels }: ModelCard): ReadonlyMap<string, string> {
  return new Map(
    cards.map(({ photo, answers }) => {
      const best = answers.find(({ modelId }) => modelId === id)?.tags.toSorted((one, other) => other.score - one.score)[0]
      return [photo.relativePath, labels[best?.index ?? -1]?.name ?? '']
    }),
  )
}

/** Share of the photos whose best answer is what the table of labels says. */
function shareRight(answers: ReadonlyMap<string, string>, truths: ReadonlyMap<string, string>): number {
  return [...truths].filter(([photo, className]) => answers.get(photo) === className).length / truths.size
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

test('float and quantized models are measured on reviewed photos, with the accuracy that the labels give by hand', async ({ launch, folder }) => {
  const app = await launch()
  const { page } = app
  const { photos: count, table } = await writeVariations(app, join(folder, 'photos'), things)
  await Library.added(app, join(folder, 'photos'), count)
  const engine = await EngineCalls.from(app)
  const all = { kind: 'filter', filter: {} } as const
  const float = (await engine.call('model.list', {})).find(({ card }) => card.task === 'classification')?.card
  if (float === undefined) throw new Error('There is no classifier.')
  const { jobId } = await engine.call('model.quantize', { modelId: float.id, photos: { kind: 'scope', scope: all }, count: 4, seed: 1, recipe: { kind: 'static', rounding: 'nearest' } })
  await engine.done(jobId)
  const quantized = (await engine.call('model.quantize-report', { jobId })).card

  const evaluations = new Evaluations(app)
  await evaluations.open()
  await expect(evaluations.setUp.getByText(/^None of these photos is reviewed/)).toBeVisible()
  await expect(evaluations.setUp.getByRole('button', { name: 'Evaluate 2 models' })).toBeDisabled()

  const dataset = new Dataset(app)
  await dataset.open()
  await dataset.previewImport([table])
  await dataset.importDialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dataset.importDialog.getByRole('button', { name: 'Done' }).click()

  await evaluations.open()
  await expect(evaluations.setUp.getByText(`${count} of ${count} photos are reviewed`)).toBeVisible()
  await evaluations.run()

  const rows = (await readFile(table, 'utf8')).trimEnd().split('\n').slice(1)
  const truths = new Map(rows.map((line) => line.split(',') as [string, string]))
  const { ids } = await engine.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const cards = await engine.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
  const [ofFloat, ofQuantized] = [bestAnswers(cards, float), bestAnswers(cards, quantized)]
  const [right, rightQuantized] = [shareRight(ofFloat, truths), shareRight(ofQuantized, truths)]
  // Two of the three things are ones that the model knows well.
  expect(right).toBeGreaterThan(0.4)
  await expect(evaluations.accuracyOf(float.name, 0)).toContainText(percent(right))
  await expect(evaluations.accuracyOf(quantized.name, 0)).toContainText(percent(rightQuantized))
  await expect(evaluations.costs.getByRole('row', { name: /8-bit/ })).toContainText('3.8 MB')
  await expect(page.getByRole('figure', { name: 'Top-1 against cost' })).toContainText('MobileNetV2 ImageNet checkpoints')
  await expect(page.getByRole('figure', { name: 'Latency' })).toBeVisible()

  const file = join(folder, 'models.csv')
  await app.answerSaveDialog(file)
  await evaluations.models.exportAs('Table as CSV…')
  await expect(page.getByText(`Saved ${file}`)).toBeVisible()
  const [titles = [], ...values] = (await readFile(file, 'utf8')).trimEnd().split('\n').map((line) => line.split(','))
  expect(values.map((cells) => Number(cells[titles.indexOf('top1')]))).toEqual([right, rightQuantized])

  const different = [...ofFloat].filter(([photo, answer]) => ofQuantized.get(photo) !== answer).map(([photo]) => photo)
  for (const photo of different) await expect(evaluations.differing.getByRole('button', { name: `Compare the answers for ${photo}` })).toBeVisible()
  await evaluations.differing.getByRole('button', { name: /^Compare the answers for/ }).first().click()
  await expect(page.getByRole('region', { name: 'Compare' }).getByRole('combobox', { name: 'What is compared' })).toHaveValue(/int8/)
  await expect(page.getByRole('complementary', { name: 'Differences' })).not.toContainText('Both say the same')

  await evaluations.models.open()
  await page.getByRole('button', { name: 'All evaluations' }).click()
  await evaluations.list.getByRole('button', { name: /^Show the evaluation of/ }).click()
  await expect(evaluations.accuracyOf(float.name, 0)).toContainText(percent(right))
  await page.getByRole('button', { name: 'All evaluations' }).click()
  await evaluations.list.getByRole('button', { name: /^Remove the evaluation of/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(evaluations.list).toBeHidden()
})
