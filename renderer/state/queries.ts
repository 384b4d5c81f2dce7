import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { PhotoFilter } from '#core/contract/filter'
import type { PhotoCard } from '#core/contract/photos'
import type { ModelEntry } from '#core/contract/runs'
import type { Job } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import { useEngineAccess } from './engine-context'
import { engineQuery, useEngineQuery } from './engine-query'
import { useLibraryView } from './library-view'

const noIds = new Int32Array(0)
const noModels: readonly ModelEntry[] = []
const noJobs: readonly Job[] = []

/** Ids of the library's present filter and order. */
export function useLibraryIds() {
  const filter = useLibraryView((view) => view.filter)
  const sort = useLibraryView((view) => view.sort)
  const query = useEngineQuery('photo.query', { filter, sort }, { whileLoading: 'keep-previous' })
  return { ids: query.data?.ids ?? noIds, query }
}

function cardQuery({ cards }: ReturnType<typeof useEngineAccess>, photoId: PhotoId) {
  return {
    queryKey: ['photo.card', photoId] as const,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => cards.load(photoId, signal),
  }
}

/** Facts and answers of one photo of the grid; photos on screen are fetched in pages. */
export function useCard(photoId: PhotoId): PhotoCard | null | undefined {
  return useQuery(cardQuery(useEngineAccess(), photoId)).data
}

/** Fetches cards that are about to scroll into view. */
export function usePrefetchCards(photoIds: Int32Array): void {
  const access = useEngineAccess()
  const client = useQueryClient()
  useEffect(() => {
    for (const photoId of photoIds) void client.prefetchQuery(cardQuery(access, photoId))
  }, [access, client, photoIds])
}

/** One photo with every stored answer. */
export function usePhoto(photoId: PhotoId | null) {
  return useEngineQuery('photo.get', { photoId: photoId ?? 0 }, { enabled: photoId !== null })
}

/** Fetches the answers of neighbours before they are asked for. */
export function usePrefetchPhotos(photoIds: readonly PhotoId[]): void {
  const { engine } = useEngineAccess()
  const client = useQueryClient()
  const key = photoIds.join()
  useEffect(() => {
    for (const photoId of key === '' ? [] : key.split(',').map(Number)) void client.prefetchQuery(engineQuery(engine, 'photo.get', { photoId }))
  }, [client, engine, key])
}

/** The class of every pixel as one model saw the photo; asked for only while `wanted`. */
export function useMask(photoId: PhotoId, modelId: string | null, wanted: boolean) {
  const { engine } = useEngineAccess()
  return useQuery({
    // The model comes second so that all masks of a photo share the start of their key.
    queryKey: ['photo.mask', { photoId }, modelId],
    queryFn: ({ signal }) => engine.call('photo.mask', { photoId, modelId: modelId ?? '' }, { signal }),
    enabled: wanted && modelId !== null,
    gcTime: 20_000,
  })
}

export interface ModelList {
  readonly entries: readonly ModelEntry[]
  readonly query: UseQueryResult<readonly ModelEntry[]>
  /** Class name of a position in a model's label list. */
  nameOf(modelId: string, classIndex: number): string
  /** What people call a model. */
  titleOf(modelId: string): string
}

export function useModels(): ModelList {
  const query = useEngineQuery('model.list', {})
  const entries = query.data ?? noModels
  const byId = useMemo(() => new Map(entries.map(({ card }) => [card.id, card])), [entries])
  const nameOf = useCallback((modelId: string, classIndex: number) => byId.get(modelId)?.labels[classIndex]?.name ?? `class ${classIndex}`, [byId])
  const titleOf = useCallback((modelId: string) => byId.get(modelId)?.name ?? modelId, [byId])
  return { entries, query, nameOf, titleOf }
}

/** Newest first. */
export function useJobs(): readonly Job[] {
  return useEngineQuery('job.list', {}).data ?? noJobs
}

export function useRuns() {
  return useEngineQuery('run.list', {})
}

export function useFolders() {
  return useEngineQuery('folder.list', {})
}

export function useCounts(filter: PhotoFilter) {
  return useEngineQuery('photo.counts', { filter }, { whileLoading: 'keep-previous' })
}

export function useProjectInfo() {
  return useEngineQuery('project.info', {})
}
