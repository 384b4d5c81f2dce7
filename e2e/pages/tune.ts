import { expect, type Locator, type Page } from '@playwright/test'
import type { MobilabelApp } from './mobilabel-app'

/** The Tune page: the wizard, the training as it goes, and its report. */
export class Tune {
  readonly page: Page
  readonly view: Locator
  readonly preview: Locator
  readonly result: Locator

  constructor(app: MobilabelApp) {
    this.page = app.page
    this.view = app.page.getByRole('region', { name: 'Tune', exact: true })
    this.preview = this.view.getByRole('region', { name: 'Preview' })
    this.result = this.view.getByRole('region', { name: 'Result' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Tune' }).click()
    await expect(this.view).toBeVisible()
  }

  async openStep(name: RegExp): Promise<void> {
    await this.view.getByRole('radiogroup', { name: 'Step' }).getByRole('radio', { name }).check()
  }

  /** Photos of a class by what they are for: to learn from, to choose by, to measure on, and what the model calls it. */
  async countsOf(className: string): Promise<readonly string[]> {
    const row = this.preview.getByRole('table', { name: 'Photos per class' }).getByRole('row', { name: className })
    return (await row.getByRole('cell').allTextContents()).slice(1)
  }

  /** The large figure, in percent; null where there is none. */
  async figure(name: 'Before' | 'After'): Promise<number | null> {
    const text = await this.result.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) }).locator('dd').first().textContent()
    return text === null || text === '–' ? null : Number.parseFloat(text)
  }
}
