import { pageResultPath, type PageResult } from '#core/bundle/page-exchange'
import { summariseTimes } from '#core/metrics/timing-summary'
import { formatMeasured } from '../ui/format'
import { phoneModel } from './browser-facts'
import { element } from './element'
import { fetchOwn } from './fetch-bytes'
import type { LoadedModel } from './loaded-model'
import { measureModel, type MeasuredModel } from './measure-model'
import type { ModelHolder } from './model-holder'
import { StatusLine } from './status-line'

/** Measures the model, compares it with the computer's answers, and sends both there. */
export class MeasureCard {
  readonly node: HTMLElement
  readonly #holder: ModelHolder
  readonly #missing: readonly string[]
  readonly #status = new StatusLine()
  readonly #result = element('div')
  readonly #button = element('button', { type: 'button', class: 'primary', click: () => void this.#measure() }, 'Measure and compare')

  /** @param missing what the browser does not allow, one sentence each */
  constructor(holder: ModelHolder, missing: readonly string[]) {
    this.#holder = holder
    this.#missing = missing
    this.node = element(
      'section',
      { 'aria-label': 'Measure' },
      element('h2', {}, 'Speed and answers'),
      element('p', { class: 'soft' }, 'Times this browser and compares its answers for the golden photos with the computer’s. An app on this phone is faster.'),
      this.#button,
      this.#status.node,
      this.#result,
    )
  }

  async #measure(): Promise<void> {
    this.#button.disabled = true
    this.#result.replaceChildren()
    const step = (text: string): void => this.#status.say(`${text}…`)
    await this.#status.guard(async () => {
      const result = await this.#holder.use(step, async (loaded) => resultOf(loaded, await measureModel(loaded, step), this.#missing))
      const sent: PageResult = { ...result, phoneModel: await phoneModel() }
      this.#result.replaceChildren(resultView(sent))
      step('Sending the result')
      await fetchOwn(pageResultPath, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(sent) })
      this.#result.append(element('p', { class: 'good' }, 'The computer has the result.'))
    })
    this.#button.disabled = false
  }
}

function resultOf(loaded: LoadedModel, { runsMs, parity }: MeasuredModel, missing: readonly string[]): Omit<PageResult, 'phoneModel'> {
  const { choice, model, loadMs, runtimeVersion } = loaded
  return { modelId: model.card.id, provider: choice.provider, threads: choice.threads, runtimeVersion, loadMs, runsMs: [...runsMs], parity: [...parity], missing: [...missing] }
}

function resultView({ runsMs, loadMs, parity, provider, threads }: PageResult): HTMLElement {
  const { p50, p90 } = summariseTimes(runsMs)
  const figure = (name: string, value: number): HTMLElement => element('div', {}, element('dt', {}, name), element('dd', {}, formatMeasured(value), element('small', {}, ' ms')))
  const rows = parity.map(({ photo, isSame, sentence }) =>
    element('li', { class: isSame ? 'same' : 'different' }, element('span', { class: 'name' }, photo), element('span', {}, sentence)),
  )
  return element(
    'div',
    {},
    element('dl', { class: 'figures' }, figure('Median', p50), figure('p90', p90), figure('Load', loadMs)),
    element('p', { class: 'soft' }, `${runsMs.length} runs in this browser, ${provider}, ${threads === 1 ? '1 thread' : `${threads} threads`}`),
    rows.length === 0 ? element('p', { class: 'soft' }, 'No golden photos came with the model: its answers were not compared.') : element('ul', { class: 'parity', 'aria-label': 'Compared with the computer' }, ...rows),
  )
}
