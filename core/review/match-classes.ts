import { backgroundClassName } from '#core/model/background-class'
import type { ClassId } from '#core/model/label'
import type { ClassLabel } from '#core/model/model-card'
import { classNameKey, cleanClassName, modelClassNames } from './class-name'

/** A name that stands for a project class: its own, or one it had before. */
export interface ClassNaming {
  readonly classId: ClassId
  readonly name: string
}

/** The names a project's classes go by. */
export interface ProjectClassNames {
  readonly current: readonly ClassNaming[]
  readonly earlier: readonly ClassNaming[]
}

type Lookup = (name: string) => ClassId | null

function byExactName(namings: readonly ClassNaming[]): Lookup {
  const ids = new Map(namings.map(({ classId, name }) => [name, classId]))
  return (name) => ids.get(cleanClassName(name)) ?? null
}

/** Only where one class alone answers to the name. */
function byKey(namings: readonly ClassNaming[]): Lookup {
  const ids = new Map<string, ClassId | null>()
  for (const { classId, name } of namings) {
    const key = classNameKey(name)
    const known = ids.get(key)
    ids.set(key, known === undefined || known === classId ? classId : null)
  }
  return (name) => ids.get(classNameKey(name)) ?? null
}

/**
 * The project class of the same name for each class of a model, null where there is none. Current names go before earlier
 * ones, the exact spelling before another one. The background of a mask means no class.
 */
export function matchClasses(labels: readonly ClassLabel[], names: ProjectClassNames): readonly (ClassId | null)[] {
  const lookups = [byExactName(names.current), byKey(names.current), byExactName(names.earlier), byKey(names.earlier)]
  const uniqueNames = modelClassNames(labels)
  const wholeKeys = new Map<string, number>()
  for (const { name } of labels) wholeKeys.set(classNameKey(name), (wholeKeys.get(classNameKey(name)) ?? 0) + 1)
  return labels.map(({ name }, index) => {
    if (classNameKey(name) === backgroundClassName) return null
    const unique = uniqueNames[index] ?? name
    const wanted = wholeKeys.get(classNameKey(name)) === 1 ? [unique, name] : [unique]
    for (const lookup of lookups) {
      for (const candidate of wanted) {
        const classId = lookup(candidate)
        if (classId !== null) return classId
      }
    }
    return null
  })
}
