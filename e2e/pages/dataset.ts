import { expect, type Locator, type Page } from '@playwright/test'
import type { MobilabelApp } from './mobilabel-app'

/** The Dataset page with the dialogs that bring labels in and out. */
export class Dataset {
  readonly page: Page
  readonly view: Locator
  readonly importDialog: Locator
  readonly exportDialog: Locator

  constructor(private readonly app: MobilabelApp) {
    this.page = app.page
    this.view = app.page.getByRole('region', { name: 'Dataset' })
    this.importDialog = app.page.getByRole('dialog', { name: /^Import/ })
    this.exportDialog = app.page.getByRole('dialog', { name: 'Export labels' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Dataset' }).click()
    await expect(this.view).toBeVisible()
  }

  async openPart(name: string): Promise<void> {
    await this.view.getByRole('radio', { name }).check()
  }

  /** The number in a tile, without its note. */
  async expectTile(name: string, value: string): Promise<void> {
    await expect(this.view.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) }).locator('dd').first()).toHaveText(value)
  }

  /** Reads label files up to the preview. */
  async previewImport(files: readonly string[]): Promise<void> {
    await this.view.getByRole('button', { name: 'Import labels…' }).first().click()
    await this.app.answerOpenDialog(files)
    await this.importDialog.getByRole('button', { name: 'Choose files…' }).click()
    await expect(this.importDialog.getByRole('table', { name: 'What the files hold' })).toBeVisible()
  }

  /** How often something is in the files that are previewed. */
  previewed(name: string): Locator {
    return this.importDialog.getByRole('table', { name: 'What the files hold' }).getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell').first()
  }
}
