import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { ImportOrder } from '#core/contract/model-import'
import type { ImportChoices } from '#core/model/import-choices'
import type { JobId } from '#core/model/job'
import type { ClassLabel } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import { useEngineAccess } from '../../state/engine-context'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

/** How a file seems to work. It is read anew each time, for it may have changed. */
export function useInspection(path: string) {
  const { engine } = useEngineAccess()
  return useQuery({
    queryKey: ['model-import.inspect', path],
    queryFn: ({ signal }) => engine.call('model-import.inspect', { path }, { signal }),
    gcTime: 0,
    retry: false,
  })
}

/** The labels that a text names; an empty text is not asked about. */
export function useTextLabels(text: string, firstClass: number) {
  const { engine } = useEngineAccess()
  return useQuery({
    queryKey: ['model-import.labels', text, firstClass],
    queryFn: ({ signal }) => engine.call('model-import.labels', { from: { kind: 'text', text }, firstClass }, { signal }),
    enabled: text.trim() !== '',
    retry: false,
  })
}

export interface PreviewOrder {
  readonly path: string
  readonly choices: ImportChoices
  readonly labels: readonly ClassLabel[]
  readonly photoId: PhotoId
}

/** The answer for one photo with the choices as they are. */
export function useModelPreview(order: PreviewOrder | null) {
  const { engine } = useEngineAccess()
  return useQuery({
    queryKey: ['model-import.preview', order],
    queryFn: ({ signal }) => {
      if (order === null) throw new Error('there is no photo to preview on')
      const { photoId, ...settled } = order
      return engine.call('model-import.preview', { ...settled, photo: { kind: 'photo', photoId } }, { signal })
    },
    enabled: order !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** The caller shows why it cannot be started. */
export function useStartModelImport() {
  const { engine } = useEngineAccess()
  return useMutation({ mutationFn: (order: ImportOrder) => engine.call('model-import.start', order) })
}

export function useImportedReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('model-import.report', { jobId }, { enabled: isDone })
}

/** Ids of photos to preview on, by name. */
export function usePreviewPhotos(): ArrayLike<PhotoId> {
  return useEngineQuery('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } }).data?.ids ?? noPhotos
}

const noPhotos: readonly PhotoId[] = []

export function useCatalogue() {
  return useEngineQuery('catalogue.list', {})
}

export function useFetchModel() {
  return useCommand('catalogue.fetch')
}
