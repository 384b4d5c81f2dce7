import { expect, type Locator, type Page } from '@playwright/test'

/** A run of three models over a few photos takes so long on a slow machine. */
const runMs = 120_000

/** The line at the bottom of the window. */
export class StatusLine {
  readonly line: Locator

  constructor(page: Page) {
    this.line = page.getByRole('contentinfo', { name: 'Status' })
  }

  async expectPredicted(photos: number): Promise<void> {
    await expect(this.line).toContainText(`${photos} predicted`, { timeout: runMs })
  }
}
