import { expect, type Locator, type Page } from '@playwright/test'
import { Library } from './library'
import type { MobilabelApp } from './mobilabel-app'
import { Viewer } from './viewer'

/** More than a page has places to stop at. */
const mostTabs = 60

/** One photo being labeled. */
export class Review {
  readonly page: Page
  /** Labels and open predictions, in the list beside the photo. */
  readonly objects: Locator
  readonly labels: Locator
  readonly predictions: Locator
  readonly tags: Locator
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.objects = page.getByRole('listbox', { name: 'Labels and predictions' })
    this.labels = this.objects.locator('[role="option"][data-key^="label:"]')
    this.predictions = this.objects.locator('[role="option"]:not([data-key^="label:"])')
    this.tags = page.getByRole('list', { name: 'Tags' }).getByRole('listitem')
    this.heading = page.getByRole('heading', { level: 1 })
  }

  /** Goes from the library to Review with this photo on the desk. */
  static async opened(app: MobilabelApp, photo: string): Promise<Review> {
    await new Library(app.page).photo(photo).click()
    await app.page.keyboard.press('ControlOrMeta+2')
    const review = new Review(app.page)
    await review.expectPhoto(photo)
    return review
  }

  /** Waits until the photo with this name is on the desk with its labels. */
  async expectPhoto(name: string): Promise<void> {
    await expect(this.heading).toHaveText(name)
    await expect(this.objects).toBeVisible()
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible()
  }

  async expectState(text: string): Promise<void> {
    await expect(this.page.getByRole('banner').or(this.page.locator('header')).getByText(text, { exact: true }).first()).toBeVisible()
  }

  /** Keys one after the other, as a person would hit them. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** What the labels are, as the list says it. */
  async labelNames(): Promise<readonly string[]> {
    return this.labels.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''))
  }

  async addClass(name: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Name of a new class' })
    await field.fill(name)
    await field.press('Enter')
    await expect(this.page.getByRole('button', { name: new RegExp(`^${name}, `) })).toBeVisible()
    await field.blur()
  }

  /** As `addClass`, several ones, without the mouse: Tab to the field, Enter after each name, Escape back to the photo. */
  async addClassesByKeyboard(names: readonly string[]): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Name of a new class' })
    const isThere = (): Promise<boolean> => field.evaluate((element) => element === document.activeElement)
    for (let presses = 0; presses < mostTabs && !(await isThere()); presses++) await this.page.keyboard.press('Tab')
    for (const name of names) {
      await expect(field).toBeFocused()
      await expect(field).toHaveValue('')
      await this.page.keyboard.type(name)
      await this.page.keyboard.press('Enter')
      await expect(this.page.getByRole('button', { name: new RegExp(`^${name}, `) })).toBeVisible()
    }
    await this.page.keyboard.press('Escape')
    await expect(field).not.toBeFocused()
  }

  /** Drags from one point of the photo to others, while the whole photo is shown. */
  async drag(photo: { readonly width: number; readonly height: number }, ...points: readonly { readonly x: number; readonly y: number }[]): Promise<void> {
    const viewer = new Viewer(this.page)
    for (const [at, point] of points.entries()) {
      const { x, y } = await viewer.pointOnScreen(photo, point)
      await this.page.mouse.move(x, y, { steps: at === 0 ? 1 : 8 })
      if (at === 0) await this.page.mouse.down()
    }
    await this.page.mouse.up()
  }
}
