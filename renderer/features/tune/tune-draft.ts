import { create } from 'zustand'
import type { PhotoScope } from '#core/contract/filter'
import type { TuneOrder } from '#core/contract/tune'
import type { ClassId } from '#core/model/label'
import type { Task } from '#core/model/prediction'
import type { BlockCount } from '#core/model/tune-depth'
import type { ScopeKind } from '../../state/photo-scope'

export type Augmentation = TuneOrder['augmentations'][number]

/** What a person has chosen so far; shares in percent, as they are typed. */
export interface TuneDraft {
  /** null leaves the choice to the page: the first that can learn. */
  readonly modelId: string | null
  /** null stands for the most particular that is set up. */
  readonly scopeKind: ScopeKind | null
  /** null stands for every class that reviewed photos have. */
  readonly classIds: readonly ClassId[] | null
  readonly kept: TuneOrder['kept']
  readonly answer: TuneOrder['answer']
  readonly balance: TuneOrder['balance']
  readonly augmentations: readonly Augmentation[]
  readonly copies: number
  /** Last blocks that learn with the head; only of a classifier whose own classes are not kept. */
  readonly blocks: 0 | BlockCount
  readonly validationPercent: number
  readonly testPercent: number
  readonly seed: number
  /** '' leaves the name to the engine. */
  readonly name: string
}

export const firstDraft: TuneDraft = {
  modelId: null,
  scopeKind: null,
  classIds: null,
  kept: 'replace',
  answer: 'one-class',
  balance: 'photos',
  augmentations: ['mirror', 'crop', 'colour'],
  copies: 0,
  blocks: 0,
  validationPercent: 15,
  testPercent: 15,
  seed: 1,
  name: '',
}

/** The choices of the Tune page, kept while the window is open. */
export const useTuneDraft = create<TuneDraft>()(() => firstDraft)

export function setTuneDraft(change: Partial<TuneDraft>): void {
  useTuneDraft.setState(change)
}

/** The choices as the engine takes them, about a model and photos. */
export function orderOfDraft(draft: TuneDraft, model: { readonly id: string; readonly task: Task }, scope: PhotoScope): TuneOrder {
  const name = draft.name.trim()
  return {
    ...(draft.blocks !== 0 && canDeepen(draft, model.task) ? { depth: { blocks: draft.blocks } } : {}),
    modelId: model.id,
    scope,
    classIds: draft.classIds === null ? null : [...draft.classIds],
    kept: draft.kept,
    answer: draft.answer,
    balance: draft.balance,
    augmentations: [...draft.augmentations],
    copies: draft.copies,
    split: { validation: draft.validationPercent / 100, test: draft.testPercent / 100 },
    seed: draft.seed,
    name: name === '' ? null : name,
  }
}

/** Whether blocks can learn too, see `TuneOrder.depth`. */
export function canDeepen({ kept }: Pick<TuneDraft, 'kept'>, task: Task | null): boolean {
  return task === 'classification' && kept === 'replace'
}

/** The order with everything the counts do not depend on made equal, so that they are not counted again for it. */
export function countedOrder(order: TuneOrder): TuneOrder {
  const { depth: _depth, ...counted } = order
  return { ...counted, balance: 'photos', augmentations: [], copies: 0, name: null }
}

/** The class chosen or not; `offered` are all there are. At least one stays, and all of them are the choice of all. */
export function toggledClass(classIds: TuneDraft['classIds'], classId: ClassId, offered: readonly ClassId[]): TuneDraft['classIds'] {
  const chosen = new Set(classIds ?? offered)
  if (chosen.has(classId)) chosen.delete(classId)
  else chosen.add(classId)
  const next = offered.filter((id) => chosen.has(id))
  if (next.length === 0) return classIds
  return next.length === offered.length ? null : next
}
