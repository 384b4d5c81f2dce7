import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import type { LabelClass } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'
import { useEngineAccess } from '../../state/engine-context'

/** What Review asks of the engine besides writing edits. */
export interface ReviewEngine {
  /** The project class of a model's class, made when there is none. */
  ensureClass(modelId: string, classIndex: number): Promise<LabelClass>
  mask(photoId: PhotoId, modelId: string): Promise<PackedMask>
  nextUnreviewed(filter: PhotoFilter, sort: PhotoSort, afterPhotoId: PhotoId | null): Promise<{ readonly photoId: PhotoId | null; readonly left: number }>
}

export function useReviewEngine(): ReviewEngine {
  const { engine } = useEngineAccess()
  const client = useQueryClient()
  return useMemo(
    () => ({
      ensureClass: (modelId, index) => engine.call('class.ensure', { modelId, index }),
      mask: (photoId, modelId) =>
        client.fetchQuery({ queryKey: ['photo.mask', { photoId }, modelId], queryFn: () => engine.call('photo.mask', { photoId, modelId }), staleTime: Infinity }),
      nextUnreviewed: (filter, sort, afterPhotoId) => engine.call('photo.next-unreviewed', { filter, sort, afterPhotoId }),
    }),
    [engine, client],
  )
}
