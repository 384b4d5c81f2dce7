import type { QueryClient } from '@tanstack/react-query'
import type { Evaluation } from '#core/contract/evaluation'
import type { EngineClient } from '#core/contract/index'
import type { Tune } from '#core/contract/tune'
import type { Job } from '#core/model/job'
import { engineKey, refresh } from './engine-query'
import { isOver } from './job-state'
import { throttle } from './throttle'

const libraryIntervalMs = 600
const countsIntervalMs = 1500
/** More photos than this are refreshed all together. */
const mostRefreshedAlone = 500

/** Keeps the query cache in step with what the engine reports. */
export function followEngineEvents(engine: EngineClient, client: QueryClient): void {
  const refreshLibrary = throttle(
    () => refresh(client, ['photo.query', 'photo.counts', 'photo.card', 'photo.get', 'folder.list', 'folder.tree', 'folder.skipped', 'project.info']),
    libraryIntervalMs,
  )
  const refreshCounts = throttle(
    () => refresh(client, ['photo.query', 'photo.counts', 'photo.labels', 'model.list', 'run.list', 'run.preview']),
    countsIntervalMs,
  )

  const refreshLabelCounts = throttle(
    () => refresh(client, ['photo.query', 'photo.counts', 'class.list', 'step.list', 'photo.next-unreviewed']),
    libraryIntervalMs,
  )

  const refreshDataset = throttle(
    () => refresh(client, ['dataset.stats', 'dataset.split', 'dataset.imported-parts', 'dataset.mistakes', 'duplicates.list', 'export.preview', 'tune.preview']),
    countsIntervalMs,
  )

  engine.on('library.changed', () => {
    refreshLibrary()
    refreshDataset()
  })
  engine.on('photo.predicted', ({ photoIds }) => {
    for (const photoId of photoIds) {
      void client.invalidateQueries({ queryKey: ['photo.card', photoId] })
      void client.invalidateQueries({ queryKey: engineKey('photo.get', { photoId }) })
      void client.invalidateQueries({ queryKey: ['photo.mask', { photoId }] })
    }
    refreshCounts()
    refreshDataset()
  })
  engine.on('model.changed', () => refresh(client, ['model.list', 'model.unreadable', 'catalogue.list']))
  engine.on('tune.progressed', ({ tuneId, progress }) => client.setQueryData(engineKey('tune.progress', { tuneId }), progress))
  engine.on('tune.changed', ({ tune }) => {
    client.setQueryData<readonly Tune[]>(engineKey('tune.list', {}), (tunes) => withNewest(tunes ?? [], tune))
    void client.invalidateQueries({ queryKey: engineKey('tune.report', { tuneId: tune.id }) })
  })
  engine.on('evaluation.changed', ({ evaluation }) => {
    client.setQueryData<readonly Evaluation[]>(engineKey('evaluation.list', {}), (evaluations) => withNewest(evaluations ?? [], evaluation))
    void client.invalidateQueries({ queryKey: engineKey('evaluation.report', { evaluationId: evaluation.id }) })
  })
  engine.on('phone.changed', (list) => {
    client.setQueryData(engineKey('phone.list', {}), list)
    refresh(client, ['phone.facts', 'phone.versions'])
  })
  engine.on('phone-page.changed', (view) => client.setQueryData(engineKey('phone-page.state', {}), view))
  engine.on('phone.measured', () => refresh(client, ['phone.measurements']))
  const knownRunIds = new Set<number>()
  engine.on('label.changed', ({ photoIds }) => {
    if (photoIds.length > mostRefreshedAlone) refresh(client, ['photo.card', 'photo.get', 'label.get'])
    else {
      for (const photoId of photoIds) {
        void client.invalidateQueries({ queryKey: ['photo.card', photoId] })
        void client.invalidateQueries({ queryKey: engineKey('photo.get', { photoId }) })
        void client.invalidateQueries({ queryKey: engineKey('label.get', { photoId }) })
      }
    }
    refreshLabelCounts()
    refreshDataset()
  })
  engine.on('class.changed', () => {
    refresh(client, ['class.list', 'class-map.get', 'step.list'])
    refreshDataset()
  })
  engine.on('job.changed', ({ job }) => {
    if (job.runId !== null && !knownRunIds.has(job.runId)) {
      knownRunIds.add(job.runId)
      refresh(client, ['run.list'])
    }
    client.setQueryData<readonly Job[]>(engineKey('job.list', {}), (jobs) => withNewest(jobs ?? [], job))
    if (!isOver(job)) return
    refresh(client, ['run.list', 'run.failures'])
    if (job.kind === 'run') refreshCounts()
    else refreshLibrary()
    if (job.kind === 'fingerprint') refreshDataset()
    if (job.kind === 'push') refresh(client, ['phone.versions', 'phone.history', 'phone.facts'])
    if (job.kind === 'model-fetch') refresh(client, ['phone.runner'])
  })
}

/** The list with this one in its place, or in front when it is new. */
export function withNewest<Item extends { readonly id: number }>(items: readonly Item[], item: Item): readonly Item[] {
  return items.some(({ id }) => id === item.id) ? items.map((known) => (known.id === item.id ? item : known)) : [item, ...items]
}
