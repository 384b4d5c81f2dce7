import { expect, type Locator, type Page } from '@playwright/test'
import type { MobilabelApp } from './mobilabel-app'

/** The Models page with the wizard that quantizes. */
export class Models {
  readonly page: Page
  readonly view: Locator
  readonly wizard: Locator

  constructor(app: MobilabelApp) {
    this.page = app.page
    this.view = app.page.getByRole('region', { name: 'Models', exact: true })
    this.wizard = app.page.getByRole('dialog')
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Models' }).click()
    await expect(this.view).toBeVisible()
  }

  async openPart(name: string): Promise<void> {
    await this.view.getByRole('radiogroup', { name: 'Part' }).getByRole('radio', { name }).check()
  }

  /** Everything known of one model. */
  async choose(name: string): Promise<Locator> {
    await this.view.getByRole('button', { name, exact: true }).click()
    const detail = this.view.getByRole('article', { name, exact: true })
    await expect(detail).toBeVisible()
    return detail
  }

  async openTab(name: string): Promise<void> {
    await this.view.getByRole('radiogroup', { name: 'About the model' }).getByRole('radio', { name }).check()
  }

  /** The way through the menu of exports. */
  async exportAs(entry: string): Promise<void> {
    await this.view.getByRole('button', { name: 'Export' }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }

  /** A sum of the graph, without its note. */
  async expectTile(name: string, value: string): Promise<void> {
    await expect(this.view.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) }).locator('dd').first()).toHaveText(value)
  }
}
