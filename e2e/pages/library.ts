import { expect, type Locator, type Page } from '@playwright/test'
import type { MobilabelApp } from './mobilabel-app'

/** The library page as a person uses it. */
export class Library {
  readonly page: Page
  readonly grid: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid')
  }

  /** Adds a folder by its button and waits until the library shows so many photos. */
  static async added(app: MobilabelApp, folder: string, photos: number): Promise<Library> {
    const library = new Library(app.page)
    await app.answerOpenDialog([folder])
    await app.page.getByRole('button', { name: 'Add photo folder' }).click()
    await library.expectPhotos(photos)
    return library
  }

  /** The photo with this path below its folder. */
  photo(relativePath: string): Locator {
    return this.page.locator(`[role="gridcell"][data-photo-path="${relativePath}"]`)
  }

  async expectPhotos(count: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-label', count === 1 ? '1 photo' : `${count} photos`, { timeout: 30_000 })
  }

  async open(relativePath: string): Promise<void> {
    await this.photo(relativePath).dblclick()
  }

  /** Findings of one model for the selected photo, as lines of the inspector. */
  findings(modelName: RegExp): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name: modelName }).getByRole('listitem')
  }

  /** The list of jobs lies over the right side of the window. */
  async closeJobs(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close jobs' }).click()
  }

  /** Opens the sheet that starts runs. */
  async openSheet(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Annotate', exact: true }).click()
    return this.page.getByRole('dialog', { name: 'Annotate' })
  }

  /** Checks that every photo has the answers of every model. */
  async expectNothingToDo(): Promise<void> {
    const sheet = await this.openSheet()
    await expect(sheet.getByText('Every photo has its answers already.')).toBeVisible()
    await sheet.getByRole('button', { name: 'Cancel' }).click()
  }

  async annotateAll(): Promise<void> {
    const sheet = await this.openSheet()
    for (const box of await sheet.getByRole('checkbox').all()) await box.check()
    await sheet.getByRole('button', { name: 'Start' }).click()
    await expect(sheet).toBeHidden()
  }
}
