import type { Page } from '@playwright/test'
import type { CommandArguments, CommandName, CommandResult } from '#core/contract/index'
import type { Job, JobId } from '#core/model/job'

/** Runs in the page: a port of its own to the engine, with calls and what the engine tells of jobs. The page keeps the port it has. */
const probe = `(async () => {
  while ((await window.mobilabel.engineStatus()).state !== 'ready') await new Promise((next) => setTimeout(next, 20))
  const port = await new Promise((found) => {
    const take = (event) => {
      if (event.data !== 'engine:port') return
      event.stopImmediatePropagation()
      window.removeEventListener('message', take, { capture: true })
      found(event.ports[0])
    }
    window.addEventListener('message', take, { capture: true })
    window.mobilabel.requestEnginePort()
  })
  const waiting = new Map()
  const changes = []
  const told = new EventTarget()
  port.addEventListener('message', ({ data }) => {
    if (data.kind === 'result') waiting.get(data.id)?.resolve(data.value)
    if (data.kind === 'error') waiting.get(data.id)?.reject(new Error(data.error.message))
    if (data.kind !== 'event' || data.name !== 'job.changed') return
    changes.push({ atMs: Date.now(), job: data.payload.job })
    told.dispatchEvent(new Event('change'))
  })
  port.start()
  window.engineProbe = {
    call: (name, args) => new Promise((resolve, reject) => {
      // Far from the numbers that the page gives its own calls, should both have the same port.
      const id = 1_000_000_000 + waiting.size
      waiting.set(id, { resolve, reject })
      port.postMessage({ kind: 'call', id, name, args })
    }),
    courseOf: async (jobId) => {
      while (!changes.some(({ job }) => job.id === jobId && job.endedAtMs !== null)) await new Promise((next) => told.addEventListener('change', next, { once: true }))
      return changes.filter(({ job }) => job.id === jobId)
    },
  }
})()`

/** A job as the engine told of it. */
export interface JobChange {
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly job: Job
}

/** Calls the engine from the window of a running app and hears how jobs go. */
export class EngineProbe {
  private constructor(private readonly page: Page) {}

  static async start(page: Page): Promise<EngineProbe> {
    await page.evaluate(probe)
    return new EngineProbe(page)
  }

  async call<N extends CommandName>(name: N, args: CommandArguments<N>): Promise<CommandResult<N>> {
    return (await this.page.evaluate(`window.engineProbe.call(${JSON.stringify(name)}, ${JSON.stringify(args)})`)) as CommandResult<N>
  }

  /** Waits for the end of a job that began after this probe. Throws when it did not end well. */
  async courseOf(jobId: JobId): Promise<readonly JobChange[]> {
    const changes = (await this.page.evaluate(`window.engineProbe.courseOf(${jobId})`)) as readonly JobChange[]
    const end = changes.at(-1)?.job
    if (end?.state !== 'done' || end.progress.failed > 0) throw new Error(`"${end?.title}" ended ${end?.state} with ${end?.progress.failed} failures.`)
    return changes
  }
}
