import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ClassId, LabelClass } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import { useEngineAccess } from './engine-context'
import { engineQuery, useEngineQuery } from './engine-query'
import type { LabelSession, PhotoDocument } from './labels/label-session'
import type { SaveState } from './labels/save-queue'

const noClasses: readonly LabelClass[] = []

/** The project's classes in their order; `byId` finds one of them. */
export function useClasses(): { readonly classes: readonly LabelClass[]; readonly byId: ReadonlyMap<ClassId, LabelClass> } {
  const classes = useEngineQuery('class.list', {}).data ?? noClasses
  return useMemo(() => ({ classes, byId: new Map(classes.map((known) => [known.id, known])) }), [classes])
}

/** The project class that a model's class means; null when it means none yet or is not used. */
export type MeaningOf = (modelId: string, classIndex: number) => ClassId | null

/** What the classes of these models mean in the project. */
export function useMeanings(modelIds: readonly string[]): MeaningOf {
  const { engine } = useEngineAccess()
  const maps = useQueries({
    queries: modelIds.map((modelId) => engineQuery(engine, 'class-map.get', { modelId })),
    combine: (results) => results.map(({ data }) => data),
  })
  const key = modelIds.join(' ')
  return useMemo(() => {
    const byModel = new Map(key.split(' ').map((modelId, at) => [modelId, maps[at]]))
    return (modelId, classIndex) => byModel.get(modelId)?.[classIndex]?.classId ?? null
  }, [key, maps])
}

/** The edits of this window. */
export function useLabelSession(): LabelSession {
  return useEngineAccess().labels
}

/** A photo's labels with what was done to them; undefined until they are here. */
export function usePhotoDocument(photoId: PhotoId): PhotoDocument | undefined {
  const session = useLabelSession()
  useEffect(() => void session.load(photoId), [session, photoId])
  return useStore(session.store, ({ documents }) => documents.get(photoId))
}

/** How far the edits are written. */
export function useSaving(): SaveState {
  return useStore(useLabelSession().store, ({ saving }) => saving)
}
