import { expect, type Locator, type Page } from '@playwright/test'
import { Models } from './models'
import type { MobilabelApp } from './mobilabel-app'

/** The Compare part of the Models page with what was measured on photos. */
export class Evaluations {
  readonly page: Page
  readonly models: Models
  readonly setUp: Locator
  readonly accuracy: Locator
  readonly costs: Locator
  readonly list: Locator
  readonly differing: Locator

  constructor(app: MobilabelApp) {
    this.page = app.page
    this.models = new Models(app)
    const { view } = this.models
    this.setUp = view.getByRole('region', { name: 'Measure on photos' })
    this.accuracy = view.getByRole('table', { name: 'Accuracy' })
    this.costs = view.getByRole('table', { name: 'Size and speed of the models' })
    this.list = view.getByRole('region', { name: 'Evaluations' })
    this.differing = view.getByRole('region', { name: 'Photos with different answers' })
  }

  async open(): Promise<void> {
    await this.models.open()
    await this.models.openPart('Compare')
  }

  /** Measures what is chosen, up to the report. */
  async run(): Promise<void> {
    await this.setUp.getByRole('button', { name: /^Evaluate/ }).click()
    await expect(this.accuracy).toBeVisible({ timeout: 60_000 })
  }

  /** The cells of a model below a heading, in words. */
  accuracyOf(model: string, at: number): Locator {
    return this.accuracy.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${escaped(model)}(?: reference)?$`) }) }).getByRole('cell').nth(at)
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.()]/g, String.raw`\$&`)
}
