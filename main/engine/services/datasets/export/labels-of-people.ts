import { datasetLabelOf } from '#core/formats/project/stored-shapes'
import type { LabelReader } from './collect-dataset'
import type { Store } from '../../../store/store'

/** What people say of photos, in all classes of the project. */
export function labelsOfPeople(store: Store): LabelReader {
  const classes = store.classes.list()
  const names = new Map(classes.map(({ id, name }) => [id, name]))
  return {
    classes: classes.map(({ name, color }) => ({ name, color })),
    predictions: false,
    read: (photoIds) => new Map(photoIds.map((id) => [id, store.labels.ofPhoto(id).map((label) => datasetLabelOf(label, names.get(label.classId) ?? ''))])),
  }
}
