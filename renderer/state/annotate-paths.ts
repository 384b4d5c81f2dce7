import type { EngineClient } from '#core/contract/index'
import { isShipped } from '#core/model/is-shipped'
import type { Job, JobId } from '#core/model/job'
import { isOver } from './job-state'

/**
 * What a start with paths asks for: adds their folders and, once they are scanned, runs every usable model that came with the app over the
 * photos that have no answer of it yet. Rejects with the engine's AppError; a scan that fails or is cancelled shows as a
 * job and starts nothing.
 */
export async function annotatePaths(engine: EngineClient, paths: readonly string[]): Promise<void> {
  const ends = new Map<JobId, Job>()
  const waiting = new Map<JobId, (job: Job) => void>()
  // Before the call: a small folder is scanned before its answer is here.
  const stop = engine.on('job.changed', ({ job }) => {
    if (!isOver(job)) return
    ends.set(job.id, job)
    waiting.get(job.id)?.(job)
  })
  try {
    const { folderIds, jobId } = await engine.call('folder.add', { paths: [...paths] })
    const scan = ends.get(jobId) ?? (await new Promise<Job>((resolve) => waiting.set(jobId, resolve)))
    if (scan.state !== 'done') return
    const models = await engine.call('model.list', {})
    const modelIds = models.filter(({ usable, card }) => usable && isShipped(card)).map(({ card }) => card.id)
    if (modelIds.length > 0) await Promise.all(folderIds.map((folderId) => annotateFolder(engine, folderId, modelIds)))
  } finally {
    stop()
  }
}

async function annotateFolder(engine: EngineClient, folderId: number, modelIds: string[]): Promise<void> {
  const scope = { kind: 'filter', filter: { folderId } } as const
  const { pending } = await engine.call('run.preview', { scope, modelIds })
  if (pending > 0) await engine.call('run.start', { scope, modelIds, redo: 'missing' })
}
