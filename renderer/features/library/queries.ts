import { useMemo } from 'react'
import type { FolderNode } from '#core/model/folder'
import { useQueries } from '@tanstack/react-query'
import { useEngineAccess } from '../../state/engine-context'
import { engineQuery, useEngineQuery } from '../../state/engine-query'
import { useFolders } from '../../state/queries'
import { useCommand } from '../../state/use-command'

const noNodes: readonly FolderNode[] = []

/** All root folders with the nodes below them, in the order they were added. */
export function useFolderTrees() {
  const { engine } = useEngineAccess()
  const folders = useFolders().data
  const trees = useQueries({
    queries: (folders ?? []).map(({ id }) => engineQuery(engine, 'folder.tree', { folderId: id })),
    combine: (results) => results.map(({ data }) => data ?? noNodes),
  })
  return useMemo(() => (folders ?? []).map((folder, index) => ({ folder, nodes: trees[index] ?? noNodes })), [folders, trees])
}

/** Class names that occur above a score, with the number of photos over all models or of one. */
export function useLabelCounts(modelId: string | undefined, scoreAtLeast: number) {
  const { data } = useEngineQuery('photo.labels', { scoreAtLeast, ...(modelId === undefined ? {} : { modelId }) }, { whileLoading: 'keep-previous' })
  return useMemo(() => mergedByName(data ?? []), [data])
}

function mergedByName(labels: readonly { readonly name: string; readonly photos: number }[]) {
  const photos = new Map<string, number>()
  for (const label of labels) photos.set(label.name, Math.max(photos.get(label.name) ?? 0, label.photos))
  return [...photos].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}

export function useSkippedFiles(offset: number, limit: number) {
  return useEngineQuery('folder.skipped', { offset, limit }, { whileLoading: 'keep-previous' })
}

/** How many files were skipped in all. */
export function useSkippedCount(): number {
  return useSkippedFiles(0, 1).data?.total ?? 0
}

export function useRescan() {
  return useCommand('folder.rescan')
}

export function useRemoveFolder() {
  return useCommand('folder.remove')
}
