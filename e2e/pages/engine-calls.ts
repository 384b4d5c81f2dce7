import { expect, type Page } from '@playwright/test'
import type { CommandArguments, CommandName, CommandResult } from '#core/contract/index'
import type { Job, JobId } from '#core/model/job'
import type { MobilabelApp, PageWindow } from './mobilabel-app'

/** The page's end of a port of its own, as code in the page keeps it. */
interface CallingWindow extends PageWindow {
  callEngine(name: string, args: unknown): Promise<unknown>
  /** The job at its end; it has to have begun after this port. */
  endedJob(jobId: JobId): Promise<Job>
}

type FromEngine =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: { readonly message: string } }
  | { readonly kind: 'event'; readonly name: string; readonly payload: { readonly job: Job } }

/** Calls the engine from the window as the window itself does, through a port of its own, where going through dialogs would take minutes. */
export class EngineCalls {
  private constructor(private readonly page: Page) {}

  static async from(app: MobilabelApp): Promise<EngineCalls> {
    const { page } = app
    await expect.poll(() => app.engineState()).toBe('ready')
    await page.evaluate(() => {
      const calling = window as unknown as CallingWindow
      return new Promise<void>((ready) => {
        const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
        const ended = new Map<JobId, Job>()
        const told = new EventTarget()
        const hear = ({ data }: MessageEvent<FromEngine>): void => {
          if (data.kind === 'result') waiting.get(data.id)?.resolve(data.value)
          if (data.kind === 'error') waiting.get(data.id)?.reject(new Error(data.error.message))
          if (data.kind !== 'event' || data.name !== 'job.changed' || data.payload.job.endedAtMs === null) return
          ended.set(data.payload.job.id, data.payload.job)
          told.dispatchEvent(new Event('end'))
        }
        calling.endedJob = async (jobId) => {
          for (;;) {
            const job = ended.get(jobId)
            if (job !== undefined) return job
            await new Promise((next) => told.addEventListener('end', next, { once: true }))
          }
        }
        const takePort = (event: MessageEvent<unknown>): void => {
          const port = event.ports[0]
          if (event.data !== 'engine:port' || port === undefined) return
          // The page keeps the port it has.
          event.stopImmediatePropagation()
          window.removeEventListener('message', takePort, { capture: true })
          port.addEventListener('message', hear)
          port.start()
          // Far from the numbers that the page gives its own calls, should both have the same port.
          let lastId = 1_000_000_000
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
    const job = await this.page.evaluate((id) => (window as unknown as CallingWindow).endedJob(id), jobId)
    expect(job).toMatchObject({ state: 'done', progress: { failed: 0 } })
  }
}
