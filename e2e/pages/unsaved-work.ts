import { expect, type Locator } from '@playwright/test'
import type { Review } from './review'

const coffee = { width: 600, height: 400 } as const

/** What a person does on coffee.jpg with the box tool in hand while nothing can be written, and what the window says of it. */
export class UnsavedWork {
  readonly notice: Locator

  constructor(private readonly review: Review) {
    this.notice = review.page.getByRole('status').filter({ hasText: 'What you do is kept' })
  }

  /** Draws a box of 100 x 80 beside the `labels` that the photo has, which is marked as unsaved. */
  async begin(labels: number): Promise<void> {
    await this.review.drag(coffee, { x: 100, y: 100 }, { x: 200, y: 180 })
    await expect(this.review.labels).toHaveCount(labels + 1)
    await expect(this.review.page.getByText('Not saved yet', { exact: true })).toBeVisible()
    await expect(this.notice).toHaveCount(1)
    await expect(this.notice).toContainText('1 photo unsaved')
  }

  /** Goes on with a box of 100 x 120, takes it away and fetches it back; still there is one notice. */
  async goOn(labels: number): Promise<void> {
    const { review } = this
    await review.press('Escape')
    await review.drag(coffee, { x: 300, y: 100 }, { x: 400, y: 220 })
    await expect(review.labels).toHaveCount(labels + 1)
    await review.press('z')
    await expect(review.labels).toHaveCount(labels)
    await review.press('Shift+Z')
    await expect(review.labels).toHaveCount(labels + 1)
    await expect(this.notice).toHaveCount(1)
  }

  /** Everything is written, and the notice is gone. */
  async expectWritten(labels: number): Promise<void> {
    await this.review.expectSaved()
    await expect(this.notice).toHaveCount(0)
    await expect(this.review.labels).toHaveCount(labels)
  }
}
