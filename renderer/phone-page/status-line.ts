import { element } from './element'

/** One line that says what is being done, or what went wrong. */
export class StatusLine {
  readonly node = element('p', { class: 'status', role: 'status' })

  say(text: string): void {
    this.node.textContent = text
    this.node.classList.remove('fault')
  }

  /** Runs something; what it throws is shown instead of being lost. */
  async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      if (!this.node.classList.contains('fault')) this.say('')
    } catch (error) {
      this.node.textContent = error instanceof Error ? error.message : String(error)
      this.node.classList.add('fault')
    }
  }
}
