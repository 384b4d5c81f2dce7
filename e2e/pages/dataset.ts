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

  /** Takes in all labels of a folder by the dialog, read as this format. */
  async importFolder(folder: string, format: string): Promise<void> {
    const { importDialog } = this
    await this.view.getByRole('button', { name: 'Import labels…' }).first().click()
    await this.app.answerOpenDialog([folder])
    await importDialog.getByRole('button', { name: 'Choose folder…' }).click()
    await expect(importDialog.getByRole('table', { name: 'What the files hold' })).toBeVisible()
    await expect(importDialog.getByText(`Read as ${format}`).or(importDialog.getByRole('combobox').locator('option:checked', { hasText: format }))).toHaveCount(1)
    await importDialog.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(importDialog.getByText(/labels taken/)).toBeVisible()
    await importDialog.getByRole('button', { name: 'Done' }).click()
  }

  /** Writes the labels by the dialog into an empty folder, in a format that can hold them. */
  async exportTo(folder: string, format: string): Promise<void> {
    const { exportDialog } = this
    await this.view.getByRole('button', { name: 'Export labels…' }).click()
    await exportDialog.getByRole('radio', { name: format }).check()
    await expect(exportDialog.getByText(`${format} can hold all of it.`)).toBeVisible()
    await this.app.answerOpenDialog([folder])
    await exportDialog.getByRole('button', { name: 'Export to folder…' }).click()
    await expect(exportDialog.getByText('The files were read again and are equal to what was to be written.')).toBeVisible()
    await expect(exportDialog.getByText(folder)).toBeVisible()
    await exportDialog.getByRole('button', { name: 'Done' }).click()
  }

  /** How often something is in the files that are previewed. */
  previewed(name: string): Locator {
    return this.importDialog.getByRole('table', { name: 'What the files hold' }).getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell').first()
  }
}
