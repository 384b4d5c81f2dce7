import type { Page } from '@playwright/test'

interface ClockWindow {
  longTasksMs: number[]
  shownMs: Promise<number>
}

/** Times things inside the page, where no messages of the test's own are in the way. */
export class PageClock {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Notes every task of the page from now on that takes over 50 ms (Long Tasks API). */
  async watchLongTasks(): Promise<void> {
    await this.#page.evaluate(() => {
      const tasks: number[] = []
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: 'longtask' })
      ;(window as unknown as ClockWindow).longTasksMs = tasks
    })
  }

  longTasksMs(): Promise<readonly number[]> {
    return this.#page.evaluate(() => (window as unknown as ClockWindow).longTasksMs)
  }

  /**
   * Does something with the keyboard; returns the ms from its last key to the frame after the element's text or attribute
   * became another one.
   */
  async timeChange(selector: string, attribute: string | null, act: () => Promise<void>): Promise<number> {
    await this.#page.evaluate(
      ([query, name]) => {
        const read = (): string | null => {
          const element = document.querySelector(query)
          return name === null ? (element?.textContent ?? null) : (element?.getAttribute(name) ?? null)
        }
        const before = read()
        let pressedMs = performance.now()
        const onKey = (event: KeyboardEvent): void => {
          pressedMs = event.timeStamp
        }
        addEventListener('keydown', onKey, { capture: true })
        ;(window as unknown as ClockWindow).shownMs = new Promise((resolve) => {
          const look = (): void => {
            if (read() === before) {
              requestAnimationFrame(look)
              return
            }
            removeEventListener('keydown', onKey, { capture: true })
            resolve(performance.now() - pressedMs)
          }
          requestAnimationFrame(look)
        })
      },
      [selector, attribute] as const,
    )
    await act()
    return Math.round(await this.#page.evaluate(() => (window as unknown as ClockWindow).shownMs))
  }

  /** Scrolls an element from its top to its bottom and back, one step per frame. */
  async scrollThrough(selector: string, steps: number): Promise<void> {
    await this.#page.evaluate(
      async ([query, count]) => {
        const element = document.querySelector(query)
        if (element === null) throw new Error(`there is no ${query}`)
        const length = element.scrollHeight - element.clientHeight
        for (let step = 0; step <= 2 * count; step++) {
          element.scrollTop = (length * (step <= count ? step : 2 * count - step)) / count
          await new Promise((resolve) => requestAnimationFrame(resolve))
        }
      },
      [selector, steps] as const,
    )
  }
}
