import { expect, type Locator, type Page } from '@playwright/test'
import type { MobilabelApp } from './mobilabel-app'

/** The Phones page. */
export class Phones {
  readonly page: Page
  readonly view: Locator

  constructor(app: MobilabelApp) {
    this.page = app.page
    this.view = app.page.getByRole('region', { name: 'Phones', exact: true })
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Phones' }).click()
    await expect(this.view).toBeVisible()
  }

  card(name: string): Locator {
    return this.view.getByRole('article', { name })
  }

  measurements(): Locator {
    return this.view.getByRole('table', { name: 'Measurements' }).getByRole('row')
  }
}
