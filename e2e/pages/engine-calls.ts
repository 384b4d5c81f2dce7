import { expect, type Page } from '@playwright/test'
import type { CommandArguments, CommandName, CommandResult } from '#core/contract/index'
import type { JobId } from '#core/model/job'
import type { MobilabelApp, PageWindow } from './mobilabel-app'

/** The page's end of a port of its own, as code in the page keeps it. */
interface CallingWindow extends PageWindow {
  callEngine(name: string, args: unknown): Promise<unknown>
}

/** Calls the engine from the window as the window itself does, through a port of its own, where going through dialogs would take minutes. */
export class EngineCalls {
  private constructor(private readonly page: Page) {}

  static async from({ page }: MobilabelApp): Promise<EngineCalls> {
    await page.evaluate(() => {
      const calling = window as unknown as CallingWindow
      return new Promise<void>((ready) => {
        const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
        const takeAnswer = ({ data }: MessageEvent<{ kind: string; id: number; value?: unknown; error?: { message: string } }>): void => {
          const call = waiting.get(data.id)
          if (data.kind === 'result') call?.resolve(data.value)
          if (data.kind === 'error') call?.reject(new Error(data.error?.message))
        }
        const takePort = (event: MessageEvent<unknown>): void => {
          const port = event.ports[0]
          if (event.data !== 'engine:port' || port === undefined) return
          // The page keeps the port it has.
          event.stopImmediatePropagation()
          window.removeEventListener('message', takePort, { capture: true })
          port.addEventListener('message', takeAnswer)
          port.start()
          let lastId = 0
          calling.callEngine = (name, args) =>
            new Promise((resolve, reject) => {
              lastId++
              waiting.set(lastId, { resolve, reject })
              port.postMessage({ kind: 'call', id: lastId, name, args })
            })
          ready()
        }
        window.addEventListener('message', takePort, { capture: true })
        calling.mobilabel.requestEnginePort()
      })
    })
    return new EngineCalls(page)
  }

  async call<N extends CommandName>(name: N, args: CommandArguments<N>): Promise<CommandResult<N>> {
    const value = await this.page.evaluate(([command, given]) => (window as unknown as CallingWindow).callEngine(command, given), [name, args] as const)
    return value as CommandResult<N>
  }

  /** Waits until a job has ended well. */
  async done(jobId: JobId): Promise<void> {
    const endOf = async (): Promise<string | undefined> => (await this.call('job.list', {})).find(({ id, endedAtMs }) => id === jobId && endedAtMs !== null)?.state
    await expect.poll(endOf, { intervals: [10, 20, 50] }).toBe('done')
  }
}
