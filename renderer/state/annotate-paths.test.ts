import { expect, it, vi } from 'vitest'
import type { CommandName, EngineClient } from '#core/contract/index'
import type { Job, JobState } from '#core/model/job'
import { annotatePaths } from './annotate-paths'

function scan(id: number, state: JobState): Job {
  const progress = { done: 1, total: 1, failed: 0, skipped: 0, perSecond: null, remainingMs: null }
  return { id, kind: 'scan', title: 'Scan', state, progress, startedAtMs: 0, endedAtMs: null, error: null, runId: null, canPause: false }
}

/** An engine that adds folders 1 and 2 with scan job 7, of which folder 2 has nothing left to do. */
function fakeEngine(beforeAnswer: JobState) {
  const listeners = new Set<(payload: { job: Job }) => void>()
  const emit = (job: Job): void => listeners.forEach((listener) => listener({ job }))
  const calls: [CommandName, unknown][] = []
  const answers: Partial<Record<CommandName, (args: never) => unknown>> = {
    'folder.add': () => {
      emit(scan(7, beforeAnswer))
      return { folderIds: [1, 2], jobId: 7 }
    },
    'model.list': () => [
      { card: { id: 'good' }, usable: true },
      { card: { id: 'missing' }, usable: false },
      { card: { id: 'good_int8', lineage: { kind: 'quantized' } }, usable: true },
    ],
    'run.preview': ({ scope }: { scope: { filter: { folderId: number } } }) => ({ photos: 3, pending: scope.filter.folderId === 1 ? 3 : 0 }),
    'run.start': () => ({ runId: 1, jobId: 8 }),
  }
  const engine = {
    call: (name: CommandName, args: never) => {
      calls.push([name, args])
      return Promise.resolve(answers[name]?.(args))
    },
    on: (_name: string, listener: (payload: { job: Job }) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as EngineClient
  const runs = (): unknown[] => calls.filter(([name]) => name === 'run.start').map(([, args]) => args)
  return { engine, emit, runs, listeners }
}

const run = { scope: { kind: 'filter', filter: { folderId: 1 } }, modelIds: ['good'], redo: 'missing' }

it('runs the usable models over folders with something to do, also when the scan ended at once', async () => {
  const { engine, runs, listeners } = fakeEngine('done')
  await annotatePaths(engine, ['/photos', '/more'])
  expect(runs()).toEqual([run])
  expect(listeners.size).toBe(0)
})

it('waits for a scan that takes long', async () => {
  const { engine, emit, runs } = fakeEngine('running')
  const annotated = annotatePaths(engine, ['/photos'])
  await new Promise((resolve) => setTimeout(resolve))
  expect(runs()).toEqual([])
  emit(scan(3, 'done'))
  emit(scan(7, 'done'))
  await annotated
  expect(runs()).toEqual([run])
})

it('starts nothing after a cancelled scan', async () => {
  const { engine, runs } = fakeEngine('cancelled')
  await annotatePaths(engine, ['/photos'])
  expect(runs()).toEqual([])
})

it('passes on that a path is not there', async () => {
  const { engine, listeners } = fakeEngine('done')
  vi.spyOn(engine, 'call').mockRejectedValue(new Error('There is no folder "/gone".'))
  await expect(annotatePaths(engine, ['/gone'])).rejects.toThrow('/gone')
  expect(listeners.size).toBe(0)
})
