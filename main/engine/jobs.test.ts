import { describe, expect, test } from 'vitest'
import type { Job } from '#core/model/job'
import { AppError } from '#core/contract/errors'
import { Jobs, type JobContext } from './jobs'

function recorder(now?: () => number): { jobs: Jobs; seen: Job[] } {
  const seen: Job[] = []
  return { seen, jobs: new Jobs((job) => seen.push(job), now) }
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('jobs', () => {
  test('ends exactly once, done', async () => {
    const { jobs, seen } = recorder()
    const id = jobs.start({ kind: 'scan', title: 'Scan' }, async (context) => context.report({ done: 3, total: 3 }))
    const end = await jobs.ended(id)
    expect(end.state).toBe('done')
    expect(end.progress.done).toBe(3)
    expect(seen.filter((job) => job.endedAtMs !== null)).toHaveLength(1)
  })

  test('keeps the error of failed work', async () => {
    const { jobs } = recorder()
    const id = jobs.start({ kind: 'scan', title: 'Scan' }, () => Promise.reject(new AppError('disk-full', 'No space.')))
    expect(await jobs.ended(id)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
  })

  test('pause holds the work, resume lets it go on', async () => {
    const { jobs } = recorder()
    const started = deferred()
    const steps: string[] = []
    const id = jobs.start({ kind: 'run', title: 'Run', canPause: true }, async (context) => {
      await started.promise
      await context.whenRunning()
      steps.push('worked')
    })
    jobs.pause(id)
    started.resolve()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(steps).toEqual([])
    expect(jobs.list()[0]?.state).toBe('paused')
    jobs.resume(id)
    expect((await jobs.ended(id)).state).toBe('done')
    expect(steps).toEqual(['worked'])
  })

  test('cancel ends a paused job and refuses to end it twice', async () => {
    const { jobs } = recorder()
    const id = jobs.start({ kind: 'run', title: 'Run', canPause: true }, async (context) => {
      for (;;) {
        await context.whenRunning()
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })
    jobs.pause(id)
    jobs.cancel(id)
    expect((await jobs.ended(id)).state).toBe('cancelled')
    expect(() => jobs.cancel(id)).toThrow('already ended')
  })

  test('works out speed and time left from what is reported', async () => {
    let nowMs = 0
    const { jobs } = recorder(() => nowMs)
    const hold = deferred()
    let context: JobContext | null = null
    const id = jobs.start({ kind: 'run', title: 'Run' }, async (given) => {
      context = given
      await hold.promise
    })
    const report = (done: number): void => context?.report({ done, total: 100 })
    report(0)
    nowMs = 2000
    report(20)
    expect(jobs.list()[0]?.progress).toMatchObject({ perSecond: 10, remainingMs: 8000 })
    hold.resolve()
    await jobs.ended(id)
  })

  test('a queued job starts when the one before it has ended, whichever way', async () => {
    const { jobs } = recorder()
    const first = deferred()
    const steps: string[] = []
    const one = jobs.start({ kind: 'run', title: 'One' }, async () => {
      await first.promise
      throw new Error('broken')
    })
    const two = jobs.start({ kind: 'run', title: 'Two', after: jobs.ended(one) }, async () => {
      steps.push('two')
    })
    expect(jobs.list()[0]?.state).toBe('queued')
    first.resolve()
    expect((await jobs.ended(two)).state).toBe('done')
    expect(steps).toEqual(['two'])
  })

  test('a queued job can be cancelled before its turn', async () => {
    const { jobs } = recorder()
    const hold = deferred()
    const id = jobs.start({ kind: 'run', title: 'Two', after: hold.promise }, () => Promise.reject(new Error('must not begin')))
    jobs.cancel(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'cancelled', error: null })
  })

  test('the work sees that it is paused', async () => {
    const { jobs } = recorder()
    const seen: boolean[] = []
    const paused = deferred()
    const resumed = deferred()
    const id = jobs.start({ kind: 'run', title: 'Run', canPause: true }, async (context) => {
      await paused.promise
      seen.push(context.paused)
      await resumed.promise
      seen.push(context.paused)
    })
    jobs.pause(id)
    paused.resolve()
    await new Promise((resolve) => setTimeout(resolve, 1))
    jobs.resume(id)
    resumed.resolve()
    await jobs.ended(id)
    expect(seen).toEqual([true, false])
  })

  test('close cancels what runs and waits for it', async () => {
    const { jobs } = recorder()
    jobs.start({ kind: 'scan', title: 'Scan' }, (context) => new Promise((resolve) => context.signal.addEventListener('abort', () => resolve())))
    await jobs.close()
    expect(jobs.list()[0]?.state).toBe('cancelled')
  })

  test('alone waits for running jobs, holds new ones back and resumed ones still', async () => {
    const { jobs, seen } = recorder()
    const [running, measuring, resumed] = [deferred(), deferred(), deferred()]
    const steps: string[] = []
    const first = jobs.start({ kind: 'scan', title: 'Scan' }, async () => {
      await running.promise
      steps.push('scanned')
    })
    const paused = jobs.start({ kind: 'run', title: 'Run', canPause: true }, async (context) => {
      await resumed.promise
      await context.whenRunning()
      steps.push('ran')
    })
    jobs.pause(paused)
    const alone = jobs.start({ kind: 'evaluation', title: 'Evaluate' }, (context) =>
      jobs.alone(context, async () => {
        steps.push('alone')
        const later = jobs.start({ kind: 'import', title: 'Import' }, async () => void steps.push('imported'))
        jobs.resume(paused)
        resumed.resolve()
        expect(jobs.list().find(({ id }) => id === later)?.state).toBe('queued')
        await measuring.promise
        steps.push('measured')
      }),
    )
    running.resolve()
    await jobs.ended(first)
    measuring.resolve()
    await jobs.ended(alone)
    await jobs.ended(paused)
    await Promise.all(jobs.list().map(({ id }) => jobs.ended(id)))
    expect(steps.slice(0, 3)).toEqual(['scanned', 'alone', 'measured'])
    expect(steps.slice(3).toSorted()).toEqual(['imported', 'ran'])
    expect(seen.filter(({ kind, state }) => kind === 'import' && state === 'running')).not.toEqual([])
  })

  test('waiting to be alone ends when the job is cancelled', async () => {
    const { jobs } = recorder()
    const running = deferred()
    const other = jobs.start({ kind: 'scan', title: 'Scan' }, () => running.promise)
    const alone = jobs.start({ kind: 'evaluation', title: 'Evaluate' }, (context) => jobs.alone(context, async () => undefined))
    jobs.cancel(alone)
    expect(await jobs.ended(alone)).toMatchObject({ state: 'cancelled' })
    running.resolve()
    expect(await jobs.ended(other)).toMatchObject({ state: 'done' })
  })
})
