import type { PhotoTruth } from '#core/evaluate/photo-truth'
import type { ClassId, Label } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import { classNameKey } from '#core/review/class-name'
import type { Store } from '../../store/store'

/** What labels say of a photo in the judged classes; `names` are those of all classes. */
export function truthOf(task: Task, judged: readonly ClassId[], names: ReadonlyMap<ClassId, string>, { width, height }: SizePx, labels: readonly Label[]): PhotoTruth {
  const kept = labels.filter(({ classId }) => !isBackground(task, names.get(classId)))
  return { size: { width, height }, labels: kept.map(({ classId, geometry, attributes }) => ({ classIndex: positionIn(judged, classId), geometry, attributes })) }
}

/** Segmenters have a background of their own, which is what no label covers. */
export function isBackground(task: Task, className: string | undefined): boolean {
  return task === 'segmentation' && classNameKey(className ?? '') === 'background'
}

export function classNames(store: Store): ReadonlyMap<ClassId, string> {
  return new Map(store.classes.fields().map(({ id, name }) => [id, name]))
}

/** null for what is not among them. */
export function positionIn(judged: readonly ClassId[], id: ClassId | null | undefined): number | null {
  const position = id === null || id === undefined ? -1 : judged.indexOf(id)
  return position === -1 ? null : position
}
