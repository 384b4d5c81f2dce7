import { element } from './element'
import type { ModelHolder } from './model-holder'

/** The bundle as a file for apps on the phone. */
export class KeepCard {
  readonly node: HTMLElement
  readonly #link = element('a', { class: 'button' })

  constructor(holder: ModelHolder) {
    this.node = element(
      'section',
      { 'aria-label': 'Keep the model' },
      element('h2', {}, 'Keep the model'),
      element('p', { class: 'soft' }, 'One zip file with the model, labels, samples and golden photos. On an iPhone choose “Save to Files”, on Android it lands in Downloads.'),
      this.#link,
    )
    this.modelChanged(holder)
  }

  modelChanged({ model }: ModelHolder): void {
    this.#link.href = model.zip.url
    this.#link.download = model.zip.name
    this.#link.textContent = `Save ${model.zip.name}`
  }
}
