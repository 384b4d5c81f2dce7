import type { ModelEntry } from '#core/contract/runs'
import type { TuneConcern } from '#core/contract/tune'
import type { ClassId } from '#core/model/label'
import { goTo } from '../../../state/navigation'
import type { ConcernGroup } from '../concern-groups'
import type { Remedy } from '../concern-list'
import { setTuneDraft } from '../tune-draft'

interface Chosen {
  readonly model: ModelEntry | null
  readonly classIds: readonly ClassId[]
  idOf(className: string): ClassId | null
}

const review: Remedy = { label: 'Review', apply: () => goTo('review') }
const dataset: Remedy = { label: 'Dataset', apply: () => goTo('dataset') }

const remedies: Readonly<Record<TuneConcern['kind'], Remedy>> = {
  'no-photos': review,
  'one-class': review,
  'few-photos': review,
  'small-validation': review,
  'small-test': review,
  'model-labels': dataset,
  leakage: dataset,
  'ambiguous-photos': review,
  unbalanced: { label: 'Count classes the same', apply: () => setTuneDraft({ balance: 'classes' }) },
}

const anyNumber: Remedy = { label: 'Allow any number', apply: () => setTuneDraft({ answer: 'many-classes' }) }

/** What helps with concerns of one kind. */
export function remedyOf({ kind, severity, concerns }: ConcernGroup, chosen: Chosen): Remedy {
  if (kind === 'ambiguous-photos' && chosen.model?.card.task === 'classification') return anyNumber
  if (kind !== 'few-photos' || severity !== 'stop') return remedies[kind]
  const left = classesWithout(concerns, chosen)
  return left.length === 0 ? review : { label: 'Leave out', apply: () => setTuneDraft({ classIds: left }) }
}

/** The chosen classes without those that the concerns name. */
export function classesWithout(concerns: readonly TuneConcern[], { classIds, idOf }: Pick<Chosen, 'classIds' | 'idOf'>): readonly ClassId[] {
  const poor = new Set(concerns.map(({ className }) => (className === null ? null : idOf(className))))
  return classIds.filter((classId) => !poor.has(classId))
}
