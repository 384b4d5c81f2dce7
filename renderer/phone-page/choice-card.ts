import type { PageModel } from '#core/bundle/page-exchange'
import { formatMegabytes } from '../ui/format'
import type { RunChoice } from './capabilities'
import { element } from './element'
import type { ModelHolder } from './model-holder'

/** Which model runs, and how. */
export function choiceCard(holder: ModelHolder, models: readonly PageModel[], choices: readonly RunChoice[], modelChanged: () => void): HTMLElement {
  const facts = element('p', { class: 'soft' })
  const tell = (): void => {
    const { card, file } = holder.model
    facts.textContent = `${card.labels.length} classes, input ${card.inputSize.width} × ${card.inputSize.height}, ${formatMegabytes(file.bytes)}`
  }
  const select = (label: string, names: readonly string[], changed: (at: number) => void): HTMLElement => {
    const options = names.map((name, at) => element('option', { value: String(at) }, name))
    const list = element('select', { 'aria-label': label, change: () => changed(Number(list.value)) }, ...options)
    return element('label', { class: 'row' }, label, list)
  }
  tell()
  return element(
    'section',
    { 'aria-label': 'Model' },
    models.length === 1
      ? element('h1', {}, holder.model.card.name)
      : select('Model', models.map(({ card }) => card.name), (at) => {
          const model = models[at]
          if (model === undefined) return
          holder.chooseModel(model)
          tell()
          modelChanged()
        }),
    facts,
    choices.length === 1
      ? null
      : select('Runs with', choices.map(({ label }) => label), (at) => {
          const choice = choices[at]
          if (choice !== undefined) holder.chooseRun(choice)
        }),
  )
}
