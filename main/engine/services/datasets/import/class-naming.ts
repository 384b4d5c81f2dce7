import type { ClassId } from '#core/model/label'
import { cleanClassName } from '#core/review/class-name'
import type { Store } from '../../../store/store'

/** The project's class of exactly this name, now or earlier; null when it has to be made. Spelling counts: files tell "Car" from "car". */
export function classNaming(store: Store): (name: string) => ClassId | null {
  const { current, earlier } = store.classes.names()
  const ids = new Map([...earlier, ...current].map(({ name, classId }) => [name, classId]))
  return (name) => ids.get(cleanClassName(name)) ?? null
}
