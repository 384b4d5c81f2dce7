import type { ModelEntry } from '#core/contract/runs'
import type { TuneConcern } from '#core/contract/tune'
import { goTo } from '../../../state/navigation'
import type { Remedy } from '../concern-list'
import { setTuneDraft } from '../tune-draft'

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
  'ambiguous-photos': { label: 'Allow any number', apply: () => setTuneDraft({ answer: 'many-classes' }) },
  unbalanced: { label: 'Count classes the same', apply: () => setTuneDraft({ balance: 'classes' }) },
}

/** What helps with each concern; only classifiers can learn any number of classes per photo. */
export function remediesOf(model: ModelEntry | null): Readonly<Partial<Record<TuneConcern['kind'], Remedy>>> {
  return model?.card.task === 'classification' ? remedies : { ...remedies, 'ambiguous-photos': review }
}
