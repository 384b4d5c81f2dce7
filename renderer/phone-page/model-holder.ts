import type { PageModel } from '#core/bundle/page-exchange'
import type { RunChoice } from './capabilities'
import { fetchBytes } from './fetch-bytes'
import { LoadedModel } from './loaded-model'

/** Keeps the chosen model loaded and lets one thing at a time use it: a session runs once at a time. */
export class ModelHolder {
  #model: PageModel
  #choice: RunChoice
  #loaded: LoadedModel | null = null
  readonly #bytes = new Map<string, Uint8Array>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(model: PageModel, choice: RunChoice) {
    this.#model = model
    this.#choice = choice
  }

  get model(): PageModel {
    return this.#model
  }

  get choice(): RunChoice {
    return this.#choice
  }

  chooseModel(model: PageModel): void {
    this.#model = model
  }

  chooseRun(choice: RunChoice): void {
    this.#choice = choice
  }

  /** Loads what is chosen, where needed, and works with it after whoever came before. Rejects with what the work or loading says. */
  use<T>(step: (text: string) => void, work: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => work(await this.#load(step)))
    this.#last = result.catch(() => undefined)
    return result
  }

  async #load(step: (text: string) => void): Promise<LoadedModel> {
    const model = this.#model
    const choice = this.#choice
    if (this.#loaded?.model === model && this.#loaded.choice === choice) return this.#loaded
    await this.#loaded?.release()
    this.#loaded = null
    step('Fetching the model')
    const bytes = this.#bytes.get(model.file.url) ?? (await fetchBytes(model.file.url))
    this.#bytes.set(model.file.url, bytes)
    step('Loading the model')
    try {
      this.#loaded = await LoadedModel.load(model, bytes, choice)
    } catch (error) {
      throw new Error(`${model.card.name} cannot be loaded with ${choice.label}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
    return this.#loaded
  }
}
