import type { Page } from '@playwright/test'

/**
 * Runs in the page. Frames: the time each one begins. Pictures: a decoded photo is drawn to a canvas for the first time, and the
 * frame after that one begins, so that it is on its way to the screen; thumbnails are smaller than `leastWidthPx`. Keys: when
 * they were pressed. All on the clock of the page.
 */
const probe = `(() => {
  const leastWidthPx = 2000
  const seen = new WeakSet()
  const state = { frames: [], pictures: [], keys: [] }
  const draw = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (source, ...places) {
    draw.call(this, source, ...places)
    if (!(source instanceof ImageBitmap) || source.width < leastWidthPx || seen.has(source)) return
    seen.add(source)
    requestAnimationFrame(() => state.pictures.push(performance.now()))
  }
  state.firstPicture = async () => {
    while (state.pictures.length === 0) await new Promise(requestAnimationFrame)
    return state.pictures[0]
  }
  document.addEventListener('keydown', (event) => state.keys.push(event.timeStamp), { capture: true })
  const onFrame = (timeMs) => {
    state.frames.push(timeMs)
    requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
  window.windowProbe = state
})()`

/** What a page shows and when. */
export class PageProbe {
  private constructor(private readonly page: Page) {}

  static async start(page: Page): Promise<PageProbe> {
    await page.evaluate(probe)
    return new PageProbe(page)
  }

  /** When frames began while `act` was going on, in milliseconds. */
  async framesDuring(act: () => Promise<void>): Promise<readonly number[]> {
    await this.page.evaluate('void (windowProbe.frames.length = 0)')
    await act()
    return this.page.evaluate<readonly number[]>('windowProbe.frames.slice()')
  }

  /** Milliseconds from the press of a key to the frame with the next photo. */
  async pictureAfter(key: string): Promise<number> {
    await this.page.evaluate('void (windowProbe.keys.length = 0, windowProbe.pictures.length = 0)')
    await this.page.keyboard.press(key)
    return this.page.evaluate<number>('windowProbe.firstPicture().then((paintedMs) => paintedMs - windowProbe.keys[0])')
  }
}
