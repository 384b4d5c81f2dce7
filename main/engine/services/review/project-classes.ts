import { AppError } from '#core/contract/errors'
import { nextClassColor } from '#core/model/class-colors'
import type { ClassId, LabelClass } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import { cleanClassName, modelClassNames } from '#core/review/class-name'
import { matchClasses } from '#core/review/match-classes'
import type { ClassFields } from '../../store/class-store'
import type { LabelCounts } from '../../store/label-store'
import type { Store } from '../../store/store'

/** Parts left out are kept, or chosen for a new class. */
export interface WantedClass {
  readonly name?: string | undefined
  readonly color?: string | undefined
  readonly key?: string | null | undefined
}

/** Given to new classes by themselves; letters are left to the person, since many of them do something. */
const digits = '1234567890'

type KnownClass = ReturnType<Store['classes']['fields']>[number]

/** The rules of the project's classes: names and keys are unique, new ones get what is free. Whoever calls holds the transaction. */
export class ProjectClasses {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Throws `bad-input` for a name or key that is taken or cannot be one. */
  add(wanted: WantedClass & { readonly name: string }): LabelClass {
    const known = this.#store.classes.fields()
    const key = wanted.key === undefined ? freeDigit(known) : checkedKey(wanted.key, known)
    const color = wanted.color === undefined ? nextClassColor(known.map((other) => other.color)) : checkedColor(wanted.color)
    return this.#store.classes.get(this.#store.classes.add({ name: checkedName(wanted.name, known), color, key }))
  }

  /** Throws `not-found` for an unknown class, `bad-input` as `add` does. */
  update(classId: ClassId, wanted: WantedClass): LabelClass {
    const before = this.#store.classes.get(classId)
    const others = this.#store.classes.fields().filter(({ id }) => id !== classId)
    const fields: ClassFields = {
      name: wanted.name === undefined ? before.name : checkedName(wanted.name, others),
      color: wanted.color === undefined ? before.color : checkedColor(wanted.color),
      key: wanted.key === undefined ? before.key : checkedKey(wanted.key, others),
    }
    this.#store.classes.update(classId, fields)
    return this.#store.classes.get(classId)
  }

  /** Throws `bad-input` when both are the same class, `not-found` for an unknown one. */
  merge(fromId: ClassId, intoId: ClassId): LabelCounts {
    if (fromId === intoId) throw new AppError('bad-input', 'A class cannot be merged into itself.', { hint: 'Choose another class.' })
    const { classes, labels, steps } = this.#store
    const [from, into] = [classes.get(fromId), classes.get(intoId)]
    const counts = labels.countsOfClass(fromId)
    const stepId = steps.begin('class-merge', `Merge "${from.name}" into "${into.name}"`, this.#now())
    steps.mergeLabels(stepId, fromId, intoId)
    steps.recordClass(stepId, classes.remove(fromId, intoId))
    steps.count(stepId, counts)
    return counts
  }

  /** The class and its labels go. Throws `not-found` for an unknown one. */
  remove(classId: ClassId): LabelCounts {
    const { classes, labels, steps } = this.#store
    const { name } = classes.get(classId)
    const counts = labels.countsOfClass(classId)
    const stepId = steps.begin('class-remove', `Remove "${name}"`, this.#now())
    steps.removeLabels(stepId, classId)
    steps.recordClass(stepId, classes.remove(classId, null))
    steps.count(stepId, counts)
    return counts
  }

  /** What each class of the model means: what a person chose, else the class of the same name. `undefined` where there is none yet, null where a person said "not used". */
  meanings(card: ModelCard): readonly (ClassId | null | undefined)[] {
    const chosen = this.#store.classes.map(card.id)
    const matched = matchClasses(card.labels, this.#store.classes.names())
    return card.labels.map((_label, index) => (chosen.has(index) ? chosen.get(index) : (matched[index] ?? undefined)))
  }

  /** The class of a model's class, null when there is none of its name. */
  find(card: ModelCard, index: number): LabelClass | null {
    const known = this.#store.classes.map(card.id).get(index) ?? matchClasses(card.labels, this.#store.classes.names())[index] ?? null
    return known === null ? null : this.#store.classes.get(known)
  }

  /** The class of a model's class, made when there is none of its name. Throws `not-found` for an unknown index. */
  ensure(card: ModelCard, index: number): LabelClass {
    const name = modelClassNames(card.labels)[index]
    if (name === undefined) throw new AppError('not-found', `"${card.name}" has no class ${index}.`)
    return this.find(card, index) ?? this.add({ name })
  }
}

function freeDigit(known: readonly KnownClass[]): string | null {
  const used = new Set(known.map(({ key }) => key))
  return [...digits].find((digit) => !used.has(digit)) ?? null
}

function checkedName(wanted: string, others: readonly KnownClass[]): string {
  const name = cleanClassName(wanted)
  if (name === '') throw new AppError('bad-input', 'A class needs a name.')
  if (others.some((other) => other.name === name)) {
    throw new AppError('bad-input', `There is already a class "${name}".`, { hint: 'Choose another name, or merge the two classes.' })
  }
  return name
}

function checkedColor(wanted: string): string {
  if (/^#[0-9a-f]{6}$/iu.test(wanted)) return wanted.toLowerCase()
  throw new AppError('bad-input', `"${wanted}" is no colour.`, { hint: 'Write it as #rrggbb.' })
}

function checkedKey(wanted: string | null, others: readonly KnownClass[]): string | null {
  if (wanted === null) return null
  const key = wanted.toLowerCase()
  if (!/^[\p{L}\p{N}]$/u.test(key)) throw new AppError('bad-input', `"${wanted}" cannot be the key of a class.`, { hint: 'Choose one digit or letter.' })
  const owner = others.find((other) => other.key === key)
  if (owner !== undefined) throw new AppError('bad-input', `The key "${key}" belongs to "${owner.name}".`, { hint: 'Choose another key, or take it from that class first.' })
  return key
}
