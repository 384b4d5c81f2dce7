import type { Locator, Page } from '@playwright/test'

export interface ScreenPoint {
  readonly x: number
  readonly y: number
}

/** Room left around a fitted photo. */
const stageMarginPx = 24

/** One photo on the whole screen, with its findings. */
export class Viewer {
  readonly page: Page
  readonly findings: Locator
  readonly tags: Locator
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.findings = page.getByRole('listbox', { name: 'Findings' }).getByRole('option')
    this.tags = page.getByRole('list', { name: 'Tags' }).getByRole('listitem')
    this.heading = page.getByRole('heading', { level: 1 })
  }

  /** A finding by the start of its words: the class name and then its score. */
  finding(name: string): Locator {
    return this.page.getByRole('option', { name: new RegExp(`^${name}, `) })
  }

  /** A class name's finding by the model whose title starts so. */
  findingBy(name: string, model: string): Locator {
    return this.page.getByRole('option').and(this.page.getByTitle(`${name} by ${model}`))
  }

  async setThreshold(value: number): Promise<void> {
    await this.page.getByRole('slider', { name: 'Threshold' }).fill(String(value))
  }

  /** Where a point of the upright photo lies in the window, while the whole photo is shown. */
  async pointOnScreen(photo: { readonly width: number; readonly height: number }, point: ScreenPoint): Promise<ScreenPoint> {
    const stage = await this.page.getByTestId('stage').boundingBox()
    if (stage === null) throw new Error('There is no stage.')
    const scale = Math.min((stage.width - 2 * stageMarginPx) / photo.width, (stage.height - 2 * stageMarginPx) / photo.height)
    return {
      x: Math.round(stage.x + stage.width / 2 + (point.x - photo.width / 2) * scale),
      y: Math.round(stage.y + stage.height / 2 + (point.y - photo.height / 2) * scale),
    }
  }

  async click({ x, y }: ScreenPoint): Promise<void> {
    await this.page.mouse.click(x, y)
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next photo' }).click()
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back to the library' }).click()
  }
}
