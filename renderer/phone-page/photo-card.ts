import type { ModelCard } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'
import { formatMeasured } from '../ui/format'
import { answerList } from './answer-list'
import { answerPhoto } from './answer-photo'
import { element } from './element'
import { fetchOwn } from './fetch-bytes'
import { findingsOf } from './findings'
import { LiveCamera } from './live-camera'
import type { ModelHolder } from './model-holder'
import { drawPicture } from './picture-stage'
import { readPhoto, type ShownPhoto } from './read-photo'
import { StatusLine } from './status-line'

interface Shown {
  readonly photo: ShownPhoto
  readonly card: ModelCard
  readonly prediction: Prediction | null
  readonly runMs: number
}

/** Photos from the phone or its camera, and what the model says of them. */
export class PhotoCard {
  readonly node: HTMLElement
  readonly #holder: ModelHolder
  readonly #canvas = element('canvas', { role: 'img', 'aria-label': 'Photo with the answer' })
  readonly #answers = element('div')
  readonly #status = new StatusLine()
  readonly #strip = element('div', { class: 'strip' })
  readonly #threshold: HTMLInputElement
  readonly #thresholdRow: HTMLElement
  readonly #live: HTMLButtonElement | null
  #shown: Shown | null = null
  #camera: LiveCamera | null = null

  /** @param camera `live` shows the button for the live camera */
  constructor(holder: ModelHolder, threshold: number, camera: 'live' | 'photos') {
    this.#holder = holder
    this.#threshold = element('input', { type: 'range', min: '0.05', max: '0.95', step: '0.05', value: String(threshold), id: 'threshold', input: () => this.#draw() })
    this.#thresholdRow = element('label', { class: 'row', for: 'threshold' }, 'Threshold', this.#threshold)
    this.#live = camera === 'live' ? element('button', { type: 'button', click: () => void this.#toggleLive() }, 'Live camera') : null
    this.node = element(
      'section',
      { 'aria-label': 'Photo' },
      element('div', { class: 'stage' }, this.#canvas),
      element('div', { class: 'buttons' }, this.#picker('Take a photo', { capture: 'environment' }), this.#picker('Choose a photo', {}), this.#live),
      this.#status.node,
      this.#strip,
      this.#thresholdRow,
      this.#answers,
    )
    window.addEventListener('resize', () => this.#draw())
    this.modelChanged()
  }

  /** Shows the golden photos of the model that is chosen now, and answers the photo anew. */
  modelChanged(): void {
    const { golden, goldenUrl, card } = this.#holder.model
    this.#thresholdRow.hidden = card.task !== 'detection'
    const photos = golden.map(({ photo, name }) =>
      element('button', { type: 'button', class: 'thumbnail', 'aria-label': `Photo ${name}`, click: () => void this.#status.guard(async () => this.#answerFile(await (await fetchOwn(`${goldenUrl}/${photo}`)).blob())) }, element('img', { src: `${goldenUrl}/${photo}`, alt: '', loading: 'lazy' })),
    )
    this.#strip.replaceChildren(...photos)
    const { photo } = this.#shown ?? {}
    if (photo === undefined) this.#draw()
    else void this.#status.guard(() => this.#answer(photo))
  }

  #picker(label: string, properties: Readonly<Record<string, string>>): HTMLElement {
    const input = element('input', {
      type: 'file',
      accept: 'image/*',
      ...properties,
      change: () => {
        const [file] = input.files ?? []
        if (file !== undefined) void this.#status.guard(() => this.#answerFile(file))
        input.value = ''
      },
    })
    return element('label', { class: 'button' }, label, input)
  }

  async #answerFile(file: Blob): Promise<void> {
    this.#stopLive()
    const photo = await readPhoto(file)
    this.#shown = { photo, card: this.#holder.model.card, prediction: null, runMs: 0 }
    this.#draw()
    await this.#answer(photo)
  }

  async #answer(photo: ShownPhoto): Promise<void> {
    const step = (text: string): void => this.#status.say(`${text}…`)
    const { answer, card } = await this.#holder.use(step, async (loaded) => {
      // Live, the line would flicker with every picture.
      if (this.#camera === null) step('Looking')
      else this.#status.say('')
      return { answer: await answerPhoto(loaded, photo), card: loaded.model.card }
    })
    this.#shown = { photo, card, ...answer }
    this.#draw()
  }

  #draw(): void {
    const shown = this.#shown
    this.#canvas.hidden = shown === null
    if (shown === null) {
      this.#answers.replaceChildren(element('p', { class: 'soft' }, 'Take or choose a photo, or tap one that came with the model.'))
      return
    }
    const findings = shown.prediction === null ? [] : findingsOf(shown.card, shown.prediction, Number(this.#threshold.value))
    drawPicture(this.#canvas, shown.photo, { findings, prediction: shown.prediction, card: shown.card })
    this.#answers.replaceChildren(...(shown.prediction === null ? [] : [answerList(findings), element('p', { class: 'soft' }, `${formatMeasured(shown.runMs)} ms in this browser`)]))
  }

  async #toggleLive(): Promise<void> {
    if (this.#camera !== null) return this.#stopLive()
    await this.#status.guard(async () => {
      const camera = await LiveCamera.start()
      this.#camera = camera
      if (this.#live !== null) this.#live.textContent = 'Stop the camera'
      while (this.#camera === camera) await this.#answer(await camera.frame())
    })
    this.#stopLive()
  }

  #stopLive(): void {
    this.#camera?.stop()
    this.#camera = null
    if (this.#live !== null) this.#live.textContent = 'Live camera'
  }
}
