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

  /** Waits until a run is under way, with so many photos answered at least. */
  async whenPredicted(photos: number): Promise<void> {
    await expect.poll(() => this.#predicted(), { timeout: runMs, intervals: [20] }).toBeGreaterThanOrEqual(photos)
  }

  async #predicted(): Promise<number> {
    return Number(/(\d+) predicted/.exec((await this.line.textContent()) ?? '')?.[1] ?? 0)
  }
}
